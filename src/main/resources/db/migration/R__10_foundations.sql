-- Functions and triggers, each once and in its current form.
--
-- Flyway runs the R files after all V files, in the order of their names, and again whenever one has changed. So each can run
-- again at any time: "create or replace", and constraint triggers, which cannot be replaced, are dropped first. A function
-- that goes, or whose arguments or result change, is dropped in a V file.
--
-- Functions with "security definer" run with the owner's rights: they set their search path, and PUBLIC may not call them.

-- Publishing and agreeing exclude each other. Each lock is a statement of its own, so that what is read next is read with a
-- snapshot taken after the lock was granted.
--
-- Whoever takes it takes it first, before rows of drafts, purges, agreements or requests, and before the end of a chain, which an entry
-- locks last. In any other order, two people at the desk could wait for each other.
--
-- Whoever waits to take it alone stops all who want to share it from then on, because they queue behind. During a long import that
-- would stop everybody who signs in or agrees, since they wait for a second at most. So one queues for it for a quarter of a second at
-- a time, then lets the others through and queues again. It is granted as soon as all who share it finish within one such turn, which
-- they do unless somebody imports, one at a time. After the session's lock_timeout it fails, or after five minutes if there is none:
-- the desk's statement_timeout ends an import after one.
create or replace function lock_publication() returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    patience constant interval := coalesce(nullif(current_setting('lock_timeout')::interval, interval '0'), interval '5 minutes');
    last_turn constant timestamptz := clock_timestamp() + patience;
begin
    while not queue_for_publication(least(patience, interval '250 milliseconds')) loop
        if clock_timestamp() >= last_turn then
            raise exception 'lock timeout: an import or a publication has been under way for %', patience
                using errcode = 'lock_not_available', hint = 'Try again when it is over.';
        end if;
    end loop;
end
$$;

-- Queues for the lock once.
--
-- returns: whether it was granted in that time
create or replace function queue_for_publication(longest interval) returns boolean
    language plpgsql volatile set search_path = compliance_center, pg_temp set lock_timeout = '250ms' as
$$
begin
    -- Until the function returns, since it has a setting of its own
    perform set_config('lock_timeout', ceil(extract(epoch from longest) * 1000)::text, true);
    perform pg_advisory_xact_lock(hashtextextended('compliance_center.publication', 0));
    return true;
exception when lock_not_available then
    return false;
end
$$;

create or replace function lock_publication_shared() returns void
    language sql volatile
    return pg_advisory_xact_lock_shared(hashtextextended('compliance_center.publication', 0));

create or replace function begin_publication() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication();
    return null;
end
$$;

-- A row may be retired and brought back, and is otherwise never changed.
create or replace function refuse_change() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    -- Generated columns are not computed yet in the new row.
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
