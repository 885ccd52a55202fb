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
create or replace function lock_publication() returns void
    language sql volatile
    return pg_advisory_xact_lock(hashtextextended('compliance_center.publication', 0));

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
