-- Agreements that Organizations signed outside, on paper. While one is in force, the Organization's admins download without being
-- shown the terms: a permit has an acceptance or an agreement, never both.
--
-- One person at the desk drafts it, another one approves it. After that nothing changes but that it may be ended early.

create table signed_agreement (
    id                uuid primary key     default uuidv7(),
    organization_id   uuid        not null references organization on delete restrict,
    state             text        not null default 'OPEN' check (state in ('OPEN', 'IN_REVIEW', 'APPROVED', 'DISCARDED')),
    -- Rises with every change. Who changes a draft names the revision that they saw.
    revision          integer     not null default 1,
    -- As the paper names them
    vendor_party      text        not null check (is_plain_text(vendor_party, 200)),
    customer_party    text        not null check (is_plain_text(customer_party, 200)),
    signed_on         date        not null check (signed_on between '1900-01-01' and '2999-12-31'),
    in_force_from     timestamptz not null check (is_recordable_time(in_force_from)),
    -- Null: no end
    in_force_until    timestamptz check (is_recordable_time(in_force_until)),
    created_by        uuid        not null references user_account on delete restrict,
    created_at        timestamptz not null default clock_timestamp(),
    -- While it is in review or approved
    submitted_by      uuid        references user_account on delete restrict,
    submitted_at      timestamptz,
    -- What the Organization was called then. It does not count for one of another name.
    organization_name text        check (length(organization_name) between 1 and 200),
    -- Of the paper and the particulars
    sha256            bytea       check (length(sha256) = 32),
    approved_by       uuid        references user_account on delete restrict,
    approved_at       timestamptz,
    -- Why it was sent back
    remark            text        check (is_plain_text(remark, 2000)),
    -- Before its time
    ended_by          uuid        references user_account on delete restrict,
    ended_at          timestamptz,
    end_reason        text        check (is_plain_text(end_reason, 1000)),
    unique (organization_id, id),
    check (in_force_from < in_force_until),
    check (num_nonnulls(submitted_by, submitted_at, organization_name, sha256)
           = case when state in ('IN_REVIEW', 'APPROVED') then 4 else 0 end),
    check (num_nonnulls(approved_by, approved_at) = case state when 'APPROVED' then 2 else 0 end),
    constraint signed_agreement_second_person check (approved_by not in (created_by, submitted_by)),
    check (num_nonnulls(ended_by, ended_at, end_reason) in (0, 3)),
    check (ended_at is null or state = 'APPROVED')
);
create index signed_agreement_approved on signed_agreement (organization_id) where state = 'APPROVED' and ended_at is null;
create index signed_agreement_state on signed_agreement (state, created_at);

-- Everybody who changed it. None of them approves it.
create table signed_agreement_author (
    agreement_id uuid not null references signed_agreement on delete restrict,
    user_id      uuid not null references user_account on delete restrict,
    primary key (agreement_id, user_id)
);

-- The paper, as it was uploaded. No customer ever gets it.
create table signed_agreement_paper (
    agreement_id uuid primary key references signed_agreement on delete restrict,
    content      bytea   not null,
    sha256       bytea   not null generated always as (sha256(content)) stored,
    size         integer not null generated always as (length(content)) stored check (size between 1 and 26214400)
);
alter table signed_agreement_paper alter column content set storage external;

alter table signed_agreement enable row level security, force row level security;
alter table signed_agreement_author enable row level security, force row level security;
alter table signed_agreement_paper enable row level security, force row level security;
create policy owner on signed_agreement to current_user using (true) with check (true);
create policy owner on signed_agreement_author to current_user using (true) with check (true);
create policy owner on signed_agreement_paper to current_user using (true) with check (true);
create policy desk on signed_agreement for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on signed_agreement_author for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on signed_agreement_paper for select to compliance_center_desk using ((select works_at_desk()));
grant select on signed_agreement, signed_agreement_author to compliance_center_desk;
-- Not its content: see read_agreement_paper.
grant select (agreement_id, sha256, size) on signed_agreement_paper to compliance_center_desk;

-- The application's role reads agreements through functions only.
alter table download_permit
    alter column acceptance_id drop not null,
    add column signed_agreement_id uuid,
    -- Written by the database
    add column agreement_signed_on date check (agreement_signed_on between '1900-01-01' and '2999-12-31'),
    add constraint download_permit_ground check (num_nonnulls(acceptance_id, signed_agreement_id) = 1),
    add constraint download_permit_agreement check ((signed_agreement_id is null) = (agreement_signed_on is null)),
    add foreign key (organization_id, signed_agreement_id)
        references signed_agreement (organization_id, id) on delete restrict;
create index download_permit_signed_agreement on download_permit (signed_agreement_id) where signed_agreement_id is not null;
grant insert (signed_agreement_id) on download_permit to ${application_role};
