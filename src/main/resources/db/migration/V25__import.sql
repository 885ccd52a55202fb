-- Organizations and members that the desk imports from a file.

-- Each Organization has one place where it is changed: the folder or the desk.
alter table organization add column managed_by text not null default 'FOLDER' check (managed_by in ('FOLDER', 'DESK'));

-- IMPORT: named in a file that the desk imported. They join like those whom an admin invites, when they show that the address is
-- theirs.
alter table member
    drop constraint member_source_check,
    add constraint member_source_check check (source in ('FILES', 'PROVIDER', 'INVITATION', 'IMPORT'));

alter table invitation
    -- ADMIN: an admin of the Organization sent it. IMPORT: somebody at the desk imported it.
    add column source text not null default 'ADMIN' check (source in ('ADMIN', 'IMPORT')),
    -- As the imported file names the person
    add column name text check (is_plain_text(name, 200));
-- A sign-in through a provider looks for them.
create index invitation_imported on invitation (email)
    where source = 'IMPORT' and accepted_at is null and withdrawn_at is null;
grant select (source, name) on invitation to compliance_center_desk;

insert into mail_kind (kind, purpose, link_lifetime) values ('import-invitation', 'INVITATION', interval '7 days');

-- A file that was uploaded: between its preview and its import, and afterwards without what it said about people.
create table customer_import (
    id         uuid primary key default uuidv7(),
    file_name  text        not null check (is_plain_text(file_name, 200)),
    sha256     bytea       not null check (length(sha256) = 32),
    -- Its lines that can be understood; null after the import
    lines      jsonb       check (jsonb_typeof(lines) = 'array' and jsonb_array_length(lines) <= 10000),
    -- What is wrong with the others
    errors     jsonb       not null check (jsonb_typeof(errors) = 'array' and jsonb_array_length(errors) <= 60000),
    created_by uuid        not null references user_account on delete restrict,
    created_at timestamptz not null default clock_timestamp(),
    applied_by uuid        references user_account on delete restrict,
    applied_at timestamptz,
    -- How many of each change were made
    result     jsonb,
    check (num_nonnulls(applied_by, applied_at, result) in (0, 3)),
    check ((applied_at is null) = (lines is not null))
);
create index customer_import_age on customer_import (created_at);
create index customer_import_creator on customer_import (created_by);
create index customer_import_applier on customer_import (applied_by) where applied_by is not null;
alter table customer_import enable row level security, force row level security;
create policy owner on customer_import to current_user using (true) with check (true);

-- One change that an import makes, or an error for which it makes none.
create type planned_change as (
    line            integer,
    change          text,
    -- What is wrong, and in which column; null for a change
    problem         text,
    field           text,
    -- Key and name
    organization    text,
    organization_id uuid,
    name            text,
    email           text,
    member_name     text,
    role            text,
    -- Name, role or source at present
    before          text,
    user_id         uuid,
    invitation_id   uuid,
    -- Whether there is somebody to be invited by mail
    mailable        boolean
);
