-- What is done to a document on its way out, and what each copy is known by.

-- STAMPED: every page of a copy carries its permit. UNTOUCHED: the document is digitally signed, a stamp would break the
-- signature, and so it leaves as it is. Decided once, when the certificate is published.
alter table certificate add column copy_kind text not null default 'STAMPED' check (copy_kind in ('STAMPED', 'UNTOUCHED'));

-- 128 random bits: 244 are drawn, because a random UUID fixes six of its own.
create function new_serial() returns bytea
    language sql volatile
    return substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) for 16);

-- Whose copy it is, as it stood when the permit was granted, so that a copy is a function of its permit and document.
alter table download_permit
    add column serial            bytea not null default new_serial() unique check (length(serial) = 16),
    add column copy_kind         text  not null default 'STAMPED',
    add column email             text,
    add column name              text,
    add column organization_name text;
alter table download_permit alter column serial drop default, alter column copy_kind drop default;

-- Permits of before took their names from their acceptance.
alter table download_permit no force row level security;
alter table acceptance no force row level security;
alter table download_permit disable trigger user;
update download_permit set email = a.email, name = a.name, organization_name = a.organization_name
  from acceptance a where a.id = acceptance_id;
alter table download_permit enable trigger user;
alter table acceptance force row level security;
alter table download_permit force row level security;
alter table download_permit
    alter column email set not null, alter column name set not null, alter column organization_name set not null;

-- Whoever inserts a permit, by whatever path: what was agreed to is still what is asked for, and the database draws the
-- serial and writes down whose the copy will be.
create or replace function stamp_download_permit() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_shared();
    if not exists (select from acceptance
                   where organization_id = new.organization_id and user_id = new.user_id and id = new.acceptance_id
                     and terms_version = current_terms_version()) then
        raise exception 'the current terms have not been agreed to' using errcode = 'CC409';
    end if;
    select copy_kind into new.copy_kind from certificate where id = new.certificate_id and retired_at is null;
    if not found then
        raise exception 'certificate % is not on offer', new.certificate_id using errcode = 'CC404';
    end if;
    select u.email, u.name, o.name into new.email, new.name, new.organization_name
      from user_account u, organization o
     where u.id = new.user_id and o.id = new.organization_id;
    if not found then
        raise exception 'only a member of the Organization can have a permit' using errcode = 'CC403';
    end if;
    new.serial := new_serial();
    new.granted_at := clock_timestamp();
    new.expires_at := new.granted_at + new.lifetime;
    new.granted_in := pg_current_xact_id();
    return new;
end
$$;

-- The vendor, who owns the schema, may look up whose a copy is.
create policy vendor_reads on acceptance for select to current_user using (true);
create policy vendor_reads on download_permit for select to current_user using (true);
