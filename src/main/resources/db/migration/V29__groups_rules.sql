-- Exports of the folder, access groups that the desk manages, and rules that grant requests.

-- Who exported the folder at the desk. Certificates are read for an export that is committed: see read_exported_document.
create table folder_export (
    id           uuid primary key     default uuidv7(),
    requested_by uuid        not null references user_account on delete restrict,
    requested_at timestamptz not null default clock_timestamp(),
    requested_in xid8        not null default pg_current_xact_id()
);
create index folder_export_requester on folder_export (requested_by);

-- An Organization that is to get a place in an access group, which opens certificates: somebody else approves it.
create table access_group_proposal (
    id              uuid primary key     default uuidv7(),
    group_code      text        not null references access_group on delete restrict,
    organization_id uuid        not null references organization on delete restrict,
    valid_from      timestamptz check (is_recordable_time(valid_from)),
    valid_until     timestamptz check (is_recordable_time(valid_until)),
    proposed_by     uuid        not null references user_account on delete restrict,
    proposed_at     timestamptz not null default clock_timestamp(),
    state           text        not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'DECLINED')),
    decided_by      uuid        references user_account on delete restrict,
    decided_at      timestamptz,
    check (valid_from < valid_until),
    check (num_nonnulls(decided_by, decided_at) = case state when 'OPEN' then 0 else 2 end),
    check (state <> 'APPROVED' or decided_by <> proposed_by)
);
create unique index access_group_proposal_open on access_group_proposal (group_code, organization_id) where state = 'OPEN';
create index access_group_proposal_organization on access_group_proposal (organization_id);
create index access_group_proposal_proposer on access_group_proposal (proposed_by);
create index access_group_proposal_decider on access_group_proposal (decided_by);

-- Grants requests of whoever has an address of a domain, or whose Organization is in a group. In force once somebody else than its
-- author has approved it.
create table request_rule (
    id                 uuid primary key     default uuidv7(),
    certification_code text        not null references certification on delete restrict,
    -- Null: every certificate of the certification, later ones too
    certificate_id     uuid        references certificate on delete restrict,
    -- One of the two
    email_domain       text        check (email_domain ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$'
                                          and length(email_domain) <= 253),
    group_code         text        references access_group on delete restrict,
    -- How long a grant lasts
    days               integer     not null check (days between 1 and 366),
    proposed_by        uuid        not null references user_account on delete restrict,
    proposed_at        timestamptz not null default clock_timestamp(),
    state              text        not null default 'PROPOSED' check (state in ('PROPOSED', 'ACTIVE', 'DECLINED', 'ENDED')),
    approved_by        uuid        references user_account on delete restrict,
    approved_at        timestamptz,
    ended_by           uuid        references user_account on delete restrict,
    ended_at           timestamptz,
    check (num_nonnulls(email_domain, group_code) = 1),
    check (num_nonnulls(approved_by, approved_at) in (0, 2) and (state in ('ACTIVE', 'ENDED')) = (approved_by is not null)),
    check (num_nonnulls(ended_by, ended_at) = case when state in ('DECLINED', 'ENDED') then 2 else 0 end),
    check (approved_by <> proposed_by)
);
create index request_rule_certification on request_rule (certification_code) where state = 'ACTIVE';
create index request_rule_certificate on request_rule (certificate_id);
create index request_rule_group on request_rule (group_code);
create index request_rule_proposer on request_rule (proposed_by);
create index request_rule_approver on request_rule (approved_by);
create index request_rule_ender on request_rule (ended_by);

-- A request is decided by a person or by a rule.
alter table certificate_request
    add column rule_id uuid references request_rule on delete restrict,
    drop constraint certificate_request_check,
    add constraint certificate_request_decided check (
        (decided_at is not null) = (state <> 'OPEN')
        and num_nonnulls(decided_by, rule_id) = case state when 'OPEN' then 0 else 1 end
        and (rule_id is null or state = 'GRANTED'));
create index certificate_request_rule on certificate_request (rule_id);
-- Customers see that it was a rule, not which.
grant select (rule_id) on certificate_request to ${application_role};

alter table folder_export enable row level security, force row level security;
alter table access_group_proposal enable row level security, force row level security;
alter table request_rule enable row level security, force row level security;
create policy owner on folder_export to current_user using (true) with check (true);
create policy owner on access_group_proposal to current_user using (true) with check (true);
create policy owner on request_rule to current_user using (true) with check (true);
create policy desk on access_group_proposal for select to compliance_center_desk using ((select works_at_desk()));
create policy desk on request_rule for select to compliance_center_desk using ((select works_at_desk()));
grant select on access_group_proposal, request_rule to compliance_center_desk;
-- What an export says of users.
grant select (key) on user_account to compliance_center_desk;
