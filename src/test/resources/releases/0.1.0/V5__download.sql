-- The right to one copy of a certificate.

create table download_permit (
    id                uuid primary key     default uuidv7(),
    organization_id   uuid        not null,
    user_id           uuid        not null,
    acceptance_id     uuid        not null,
    certificate_id    uuid        not null references certificate on delete restrict,
    lifetime          interval    not null check (lifetime > interval '0' and lifetime <= interval '1 day'),
    idempotency_key   uuid        not null,
    -- Written by the database: what the copy shows, so that a copy is a function of its permit and document
    serial            bytea       not null unique check (length(serial) = 16),
    copy_kind         text        not null check (copy_kind in ('STAMPED', 'UNTOUCHED')),
    email             text        not null check (length(email) between 1 and 254),
    name              text        not null check (length(name) between 1 and 200),
    organization_name text        not null check (length(organization_name) between 1 and 200),
    granted_at        timestamptz not null check (is_recordable_time(granted_at)),
    expires_at        timestamptz not null check (is_recordable_time(expires_at)),
    granted_in        xid8        not null,
    -- '24000 months -719999 days' compares as one day, and adds 28 years to a time. A day may have 25 hours.
    constraint download_permit_period check (expires_at > granted_at and expires_at - granted_at <= interval '25 hours'),
    foreign key (organization_id, user_id, acceptance_id)
        references acceptance (organization_id, user_id, id) on delete restrict,
    unique (organization_id, user_id, certificate_id, idempotency_key)
);
create index download_permit_acceptance on download_permit (acceptance_id);
-- See acceptance_member.
create statistics download_permit_member (dependencies, ndistinct) on organization_id, user_id from download_permit;

alter table download_permit enable row level security, force row level security;
create policy own_organization on download_permit for select
    using (organization_id = (select current_organization_id()));
create policy own_grant on download_permit for insert
    with check (organization_id = (select current_organization_id()) and user_id = (select current_user_id()));
-- The vendor, who owns the schema, may look up whose a copy is.
create policy vendor_reads on download_permit for select to current_user using (true);

grant select on download_permit to ${application_role};
grant insert (id, organization_id, user_id, acceptance_id, certificate_id, lifetime, idempotency_key)
    on download_permit to ${application_role};
