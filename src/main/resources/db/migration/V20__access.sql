-- Who may see which certificate. A certificate without a restriction is for everyone; that is what those are that were published
-- before. One with a restriction is for access groups of Organizations, and for single ones, and the restriction says what all
-- others see of it.
--
-- These rows change with time, so they are not columns of the certificate, which never changes. A change is a new row; the former
-- one is retired, and both are entries in the vendor's chain. What is not retired counts from valid_from until before
-- valid_until, by the database's clock.

create table access_group (
    code       text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 63),
    name       text not null check (is_plain_text(name, 200)),
    -- Where it is changed, with the Organizations that are in it.
    managed_by text not null default 'FOLDER' check (managed_by in ('FOLDER', 'DESK')),
    retired_at timestamptz
);

create table access_group_organization (
    id              uuid primary key default uuidv7(),
    group_code      text not null references access_group on delete restrict,
    organization_id uuid not null references organization on delete restrict,
    valid_from      timestamptz check (is_recordable_time(valid_from)),
    valid_until     timestamptz check (is_recordable_time(valid_until)),
    retired_at      timestamptz,
    check (valid_from < valid_until)
);
-- Each request asks for the groups of an Organization.
create index access_group_organization_current on access_group_organization (organization_id, group_code)
    where retired_at is null;
create index access_group_organization_group on access_group_organization (group_code);

-- It is changed where the certificate is.
create table certificate_restriction (
    id             uuid primary key default uuidv7(),
    certificate_id uuid not null references certificate on delete restrict,
    -- What an Organization sees that it is not for. ON_REQUEST: everything but the document. HIDDEN: nothing.
    otherwise      text not null check (otherwise in ('ON_REQUEST', 'HIDDEN')),
    retired_at     timestamptz
);
create unique index certificate_restriction_current on certificate_restriction (certificate_id) where retired_at is null;

create table certificate_access (
    id              uuid primary key default uuidv7(),
    certificate_id  uuid not null references certificate on delete restrict,
    -- One of the two
    group_code      text references access_group on delete restrict,
    organization_id uuid references organization on delete restrict,
    valid_from      timestamptz check (is_recordable_time(valid_from)),
    valid_until     timestamptz check (is_recordable_time(valid_until)),
    -- The desk may give somebody a certificate that the folder manages.
    managed_by      text not null default 'FOLDER' check (managed_by in ('FOLDER', 'DESK')),
    retired_at      timestamptz,
    check (num_nonnulls(group_code, organization_id) = 1),
    check (valid_from < valid_until)
);
create index certificate_access_of_group on certificate_access (certificate_id, group_code)
    where retired_at is null and group_code is not null;
create index certificate_access_of_organization on certificate_access (certificate_id, organization_id)
    where retired_at is null and organization_id is not null;

-- The application's role reads them through functions only; the desk reads all.
alter table access_group enable row level security, force row level security;
alter table access_group_organization enable row level security, force row level security;
alter table certificate_restriction enable row level security, force row level security;
alter table certificate_access enable row level security, force row level security;
create policy publishing on access_group to current_user using (true) with check (true);
create policy publishing on access_group_organization to current_user using (true) with check (true);
create policy publishing on certificate_restriction to current_user using (true) with check (true);
create policy publishing on certificate_access to current_user using (true) with check (true);

-- What the application's role sees of certificates is in R__45_access.sql.
alter table certificate enable row level security, force row level security;
create policy publishing on certificate to current_user using (true) with check (true);

create policy desk on access_group for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on access_group_organization for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on certificate_restriction for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on certificate_access for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on certificate for select to compliance_center_desk using ((select works_at_desk()));
grant select on access_group, access_group_organization, certificate_restriction, certificate_access to compliance_center_desk;
