-- The vendor's desk: who works there, and the drafts of what is to be published.
--
-- The desk connects as a role of its own, which reads and calls the functions that it was granted, and writes nothing else. The
-- functions check the role of the person who acts, and write the entry of each step. deploy/postgres/roles.sql creates the role.

grant usage on schema compliance_center to compliance_center_desk;

-- The vendor's people. They are users like others, and may belong to an Organization as well.
create table desk_member (
    user_id    uuid not null references user_account on delete restrict,
    role       text not null check (role in ('EDITOR', 'APPROVER', 'SUPPORT', 'AUDITOR')),
    source     text not null default 'FILES' check (source in ('FILES', 'PROVIDER')),
    -- The provider that names it
    issuer     text check (is_plain_text(issuer, 500)),
    retired_at timestamptz,
    primary key (user_id, role),
    check ((source = 'PROVIDER') = (issuer is not null))
);

-- Each item has one place where it is changed: the folder or the desk.
alter table compliance add column managed_by text not null default 'FOLDER' check (managed_by in ('FOLDER', 'DESK'));
alter table certification add column managed_by text not null default 'FOLDER' check (managed_by in ('FOLDER', 'DESK'));

-- Changes that are published together.
create table draft (
    id           uuid primary key     default uuidv7(),
    title        text        not null check (is_plain_text(title, 200)),
    state        text        not null default 'OPEN' check (state in ('OPEN', 'IN_REVIEW', 'APPROVED', 'PUBLISHED', 'DISCARDED')),
    -- Rises with every change. Who changes a draft names the revision that they saw.
    revision     integer     not null default 1,
    created_by   uuid        not null references user_account on delete restrict,
    created_at   timestamptz not null default clock_timestamp(),
    -- While it is in review or approved: whose hash was approved is what is published.
    submitted_by uuid references user_account on delete restrict,
    submitted_at timestamptz,
    sha256       bytea check (length(sha256) = 32),
    approved_by  uuid references user_account on delete restrict,
    approved_at  timestamptz,
    -- Null: at once
    publish_at   timestamptz check (is_recordable_time(publish_at)),
    published_at timestamptz,
    -- Why it was sent back
    remark       text check (is_plain_text(remark, 2000)),
    check ((state in ('IN_REVIEW', 'APPROVED', 'PUBLISHED')) <= (sha256 is not null and submitted_by is not null)),
    check ((state in ('APPROVED', 'PUBLISHED')) = (approved_by is not null)),
    check ((state = 'PUBLISHED') = (published_at is not null))
);
create index draft_state on draft (state, created_at);

-- Everybody who changed a draft. None of them approves it.
create table draft_author (
    draft_id uuid not null references draft on delete restrict,
    user_id  uuid not null references user_account on delete restrict,
    primary key (draft_id, user_id)
);

create table draft_change (
    draft_id  uuid        not null references draft on delete restrict,
    kind      text        not null check (kind in ('COMPLIANCE', 'CERTIFICATION', 'CERTIFICATE', 'ORDER', 'TERMS')),
    -- Code of a compliance or certification, id of the certificate, kind of the items in order
    key       text        not null check (is_plain_text(key, 100)),
    content   jsonb       not null check (length(content::text) <= 1000000),
    -- The item as it was published when the change was made; null if there was none
    replaces  jsonb,
    edited_by uuid        not null references user_account on delete restrict,
    edited_at timestamptz not null default clock_timestamp(),
    primary key (draft_id, kind, key)
);

-- The PDF of a certificate in a draft, as it was checked.
create table draft_document (
    draft_id        uuid    not null,
    kind            text    not null default 'CERTIFICATE' check (kind = 'CERTIFICATE'),
    key             text    not null,
    content         bytea   not null,
    sha256          bytea   not null generated always as (sha256(content)) stored,
    size            integer not null generated always as (length(content)) stored check (size between 1 and 26214400),
    pages           integer not null check (pages between 1 and 500),
    copy_kind       text    not null check (copy_kind in ('STAMPED', 'UNTOUCHED')),
    original_sha256 bytea check (length(original_sha256) = 32),
    primary key (draft_id, key),
    foreign key (draft_id, kind, key) references draft_change (draft_id, kind, key) on delete cascade
);
alter table draft_document alter column content set storage external;

alter table desk_member enable row level security, force row level security;
alter table draft enable row level security, force row level security;
alter table draft_author enable row level security, force row level security;
alter table draft_change enable row level security, force row level security;
alter table draft_document enable row level security, force row level security;
create policy owner on desk_member to current_user using (true) with check (true);
create policy owner on draft to current_user using (true) with check (true);
create policy owner on draft_author to current_user using (true) with check (true);
create policy owner on draft_change to current_user using (true) with check (true);
create policy owner on draft_document to current_user using (true) with check (true);

-- Whether the user of the transaction works at the desk. Policies use it, so it is not in an R file.
create function works_at_desk() returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select exists (select from desk_member d join user_account u on u.id = d.user_id
                    where d.user_id = current_user_id() and d.retired_at is null and u.retired_at is null);
end;
revoke all on function works_at_desk() from public;
grant execute on function works_at_desk(), current_user_id(), current_organization_id() to compliance_center_desk;

create policy desk on desk_member for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on draft for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on draft_author for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on draft_change for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on draft_document for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on user_account for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on organization for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on member for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on acceptance for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on download_permit for select to compliance_center_desk using ((select works_at_desk()));

grant select on vendor, compliance, compliance_link, certification, certification_audit, certificate, catalogue_revision,
    terms_version, terms_text, organization, member, acceptance, download_permit, desk_member, draft, draft_author, draft_change
    to compliance_center_desk;
grant select (id, email, name, source, retired_at) on user_account to compliance_center_desk;
-- Not its content: see read_draft_document.
grant select (draft_id, key, sha256, size, pages, copy_kind, original_sha256) on draft_document to compliance_center_desk;
-- Entities of the catalogue are read by the application's role, too.
grant select (managed_by) on compliance, certification to ${application_role};
