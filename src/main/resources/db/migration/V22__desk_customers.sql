-- What the desk reads and does about customers.

-- Downloads of all Organizations, latest first.
create index download_permit_latest on download_permit (granted_at desc, id desc);

-- Whether and when copies were delivered, but nothing else of the record.
create policy desk on evidence_entry for select to compliance_center_desk
    using (kind = 'copy-delivered' and (select works_at_desk()));
grant select (chain_id, recorded_at, kind, subject_id) on evidence_entry to compliance_center_desk;

-- The desk may suspend a customer. This is apart from retired_at, which publishing sets and takes back.
alter table organization
    add column suspended_at timestamptz,
    add column suspended_by uuid references user_account on delete restrict,
    add column suspension_reason text check (is_plain_text(suspension_reason, 1000)),
    add constraint organization_suspension check (
        num_nonnulls(suspended_at, suspended_by, suspension_reason) in (0, 3));
create index organization_suspended on organization (suspended_by) where suspended_by is not null;

-- Nobody of a suspended Organization sees it, and so nobody agrees or downloads for it.
alter policy own_organizations on organization
    using (suspended_at is null
           and exists (select from member
                        where member.organization_id = organization.id
                          and member.user_id = (select current_user_id())
                          and member.retired_at is null));

create policy desk on invitation for select to compliance_center_desk using ((select works_at_desk()));
grant select (id, organization_id, email, role, invited_by, created_at, expires_at, accepted_at, withdrawn_at) on invitation
    to compliance_center_desk;

-- What customers ask for: a certificate that is on request.
create table certificate_request (
    id              uuid primary key     default uuidv7(),
    organization_id uuid        not null references organization on delete restrict,
    certificate_id  uuid        not null references certificate on delete restrict,
    requested_by    uuid        not null references user_account on delete restrict,
    reason          text        not null check (is_plain_text(reason, 1000)),
    -- Of the mail with the answer
    locale          text        not null check (is_language_tag(locale)),
    requested_at    timestamptz not null default clock_timestamp(),
    state           text        not null default 'OPEN' check (state in ('OPEN', 'GRANTED', 'DECLINED')),
    decided_by      uuid        references user_account on delete restrict,
    decided_at      timestamptz,
    -- When a grant ends
    granted_until   timestamptz check (is_recordable_time(granted_until)),
    -- Why it was declined
    answer          text        check (is_plain_text(answer, 1000)),
    check (num_nonnulls(decided_by, decided_at) = case state when 'OPEN' then 0 else 2 end),
    check ((state = 'GRANTED') = (granted_until is not null)),
    check ((state = 'DECLINED') = (answer is not null))
);
create unique index certificate_request_open on certificate_request (organization_id, certificate_id) where state = 'OPEN';
create index certificate_request_latest on certificate_request (organization_id, certificate_id, requested_at);
create index certificate_request_state on certificate_request (state, requested_at);
create index certificate_request_certificate on certificate_request (certificate_id);
create index certificate_request_requester on certificate_request (requested_by);
create index certificate_request_decider on certificate_request (decided_by);

alter table certificate_request enable row level security, force row level security;
create policy own_organization on certificate_request for select
    using (organization_id = (select current_organization_id()));
create policy asking on certificate_request to current_user using (true) with check (true);
create policy desk on certificate_request for select to compliance_center_desk using ((select works_at_desk()));
-- Customers do not see who decided.
grant select (id, organization_id, certificate_id, requested_by, reason, requested_at, state, granted_until, answer)
    on certificate_request to ${application_role};
grant select on certificate_request to compliance_center_desk;

insert into mail_kind (kind) values ('request-granted'), ('request-declined');
