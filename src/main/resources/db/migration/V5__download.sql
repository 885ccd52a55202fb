-- The right to a copy, and the only way to its bytes.

create table certificate_document (
    certificate_id uuid primary key,
    content        bytea   not null,
    sha256         bytea   not null generated always as (sha256(content)) stored,
    size           integer not null generated always as (length(content)) stored,
    foreign key (certificate_id, sha256, size) references certificate (id, sha256, size) on delete restrict
);
-- Uncompressed, so that a piece can be read without the whole.
alter table certificate_document alter column content set storage external;

create trigger certificate_document_never_changes before update or delete on certificate_document
    for each row execute function refuse_change();
create trigger certificate_document_never_empties before truncate on certificate_document
    for each statement execute function refuse_change();

create table download_permit (
    id              uuid primary key     default uuidv7(),
    organization_id uuid        not null,
    user_id         uuid        not null,
    acceptance_id   uuid        not null,
    certificate_id  uuid        not null references certificate on delete restrict,
    lifetime        interval    not null check (lifetime > interval '0' and lifetime <= interval '1 day'),
    idempotency_key uuid        not null,
    -- Written by the database
    granted_at      timestamptz not null,
    expires_at      timestamptz not null,
    granted_in      xid8        not null,
    foreign key (organization_id, user_id, acceptance_id)
        references acceptance (organization_id, user_id, id) on delete restrict,
    unique (organization_id, user_id, idempotency_key)
);
create index download_permit_acceptance on download_permit (organization_id, user_id, acceptance_id);

-- Whoever inserts a permit, by whatever path: what was agreed to is still what is asked for.
create function stamp_download_permit() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_shared();
    if not exists (select from acceptance
                   where organization_id = new.organization_id and user_id = new.user_id and id = new.acceptance_id
                     and terms_version = current_terms_version()) then
        raise exception 'the current terms have not been agreed to' using errcode = 'CC409';
    end if;
    if not exists (select from certificate where id = new.certificate_id and retired_at is null) then
        raise exception 'certificate % is not on offer', new.certificate_id using errcode = 'CC404';
    end if;
    new.granted_at := clock_timestamp();
    new.expires_at := new.granted_at + new.lifetime;
    new.granted_in := pg_current_xact_id();
    return new;
end
$$;

create trigger download_permit_stamped before insert on download_permit
    for each row execute function stamp_download_permit();
create trigger download_permit_never_changes before update or delete on download_permit
    for each row execute function refuse_change();
create trigger download_permit_never_empties before truncate on download_permit
    for each statement execute function refuse_change();

alter table download_permit enable row level security, force row level security;
create policy own_organization on download_permit for select
    using (organization_id = (select current_organization_id()));
create policy own_grant on download_permit for insert
    with check (organization_id = (select current_organization_id()) and user_id = (select current_user_id()));

grant select on download_permit to ${application_role};
grant insert (organization_id, user_id, acceptance_id, certificate_id, lifetime, idempotency_key)
    on download_permit to ${application_role};

-- A piece of a certificate's bytes, for a permit. It runs as the owner, because the application cannot read documents,
-- and it refuses unless the permit is committed, unexpired, of the current Organization and user, and that user is still
-- an admin there. Pieces start at 1, as substring does.
create function read_document(permit_id uuid, from_byte integer, byte_count integer) returns bytea
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    permit download_permit;
begin
    select * into permit from download_permit
     where id = permit_id
       and organization_id = current_organization_id()
       and user_id = current_user_id();
    if not found then
        raise exception 'no such permit' using errcode = 'CC404';
    end if;
    -- The top-level transaction, so that a savepoint cannot hide that the permit is not committed yet.
    if permit.granted_in = pg_current_xact_id_if_assigned() then
        raise exception 'the permit is not committed' using errcode = 'CC403';
    end if;
    if permit.expires_at <= clock_timestamp() then
        raise exception 'the permit has expired' using errcode = 'CC410';
    end if;
    if not exists (select
                     from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
                    where m.organization_id = permit.organization_id and m.user_id = permit.user_id
                      and m.role = 'ADMIN'
                      and m.retired_at is null and u.retired_at is null and o.retired_at is null) then
        raise exception 'the user is no longer an admin of the Organization' using errcode = 'CC403';
    end if;
    if not exists (select from certificate where id = permit.certificate_id and retired_at is null) then
        raise exception 'the certificate is no longer on offer' using errcode = 'CC404';
    end if;
    return (select substring(content from from_byte for byte_count)
              from certificate_document where certificate_id = permit.certificate_id);
end
$$;
revoke all on function read_document(uuid, integer, integer) from public;
grant execute on function read_document(uuid, integer, integer) to ${application_role};
