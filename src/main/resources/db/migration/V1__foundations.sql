-- What every table below stands on: who is asking, and rows that never change.
--
-- Two roles use this schema. Its owner runs these migrations and publishes what the vendor has to say. The application
-- connects as ${application_role}, which may read what is published and add records, and nothing else.

grant usage on schema compliance_center to ${application_role};

-- The Organization and the user that the current transaction works for. A setting that was made for one transaction is
-- '' afterwards, not null, and both mean "nobody", for whom no row is visible.
create function current_organization_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('compliance_center.organization_id', true), '')::uuid;

create function current_user_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('compliance_center.user_id', true), '')::uuid;

-- Publishing and agreeing exclude each other. Each of these is a statement of its own, so that what is read next is read
-- with a snapshot taken after the lock was granted.
create function lock_publication() returns void
    language sql volatile
    return pg_advisory_xact_lock(hashtextextended('compliance_center.publication', 0));

create function lock_publication_shared() returns void
    language sql volatile
    return pg_advisory_xact_lock_shared(hashtextextended('compliance_center.publication', 0));

-- Trigger: a row may be retired, and is otherwise as it was published, for ever.
create function refuse_change() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    -- Generated columns follow from the others, and are not there yet in the new row.
    ignored text[] := array(select attname from pg_attribute where attrelid = tg_relid and attgenerated <> '')
                      || text 'retired_at';
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - ignored = to_jsonb(old) - ignored then
        return new;
    end if;
    raise exception '% is a record and cannot be changed by %', tg_table_name, tg_op
        using errcode = 'CC403';
end
$$;
