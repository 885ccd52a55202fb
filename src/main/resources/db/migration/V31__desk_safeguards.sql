-- Approvals that end, grants that end early, desk roles that expire, and what a vendor with one person approves alone.

-- Why an approved draft was not published when its time had come. It is in review again, or open for changes.
alter table draft
    add column approval_ended text check (approval_ended in ('SECOND_PERSON', 'WITHDRAWN', 'OUTDATED', 'CONTRADICTORY', 'MOVED')),
    add check (approval_ended is null or state in ('OPEN', 'IN_REVIEW', 'DISCARDED'));

-- What was granted ends early, at the desk.
alter table certificate_request
    add column ended_by uuid references user_account on delete restrict,
    add column ended_at timestamptz,
    -- Not for the customer
    add column end_reason text check (is_plain_text(end_reason, 1000)),
    add constraint certificate_request_ended check (
        num_nonnulls(ended_by, ended_at, end_reason) in (0, 3) and (ended_at is null or state = 'GRANTED'));
create index certificate_request_ender on certificate_request (ended_by);
grant select (ended_at) on certificate_request to ${application_role};

-- By which request an Organization has access of its own. Later versions of a certification take it over.
alter table certificate_access add column request_id uuid references certificate_request on delete restrict;
create index certificate_access_request on certificate_access (request_id) where request_id is not null;
-- What is a record does not change; this only adds to it what was known already.
alter table certificate_access disable trigger user;
update certificate_access a
   set request_id = (select r.id
                       from certificate_request r
                       join certificate asked on asked.id = r.certificate_id
                       join certificate c on c.id = a.certificate_id
                      where r.organization_id = a.organization_id and r.state = 'GRANTED' and r.granted_until = a.valid_until
                        and asked.certification_code = c.certification_code
                      order by (asked.id = c.id) desc, r.decided_at desc limit 1)
 where a.organization_id is not null;
alter table certificate_access enable trigger user;

-- A role at the desk that a provider gave ends by itself, unless a sign-in there confirms it.
alter table identity_provider
    add column desk_role_days integer not null default 90 check (desk_role_days between 1 and 3650);
alter table desk_member add column expires_at timestamptz;
update desk_member set expires_at = clock_timestamp() + interval '90 days' where source = 'PROVIDER';
alter table desk_member add constraint desk_member_expiry check ((source = 'PROVIDER') = (expires_at is not null));

-- Whether a role counts now. The next function uses it, and policies use that one, so they are not in an R file.
create function desk_role_counts(d desk_member) returns boolean
    language sql stable
    return d.retired_at is null and (d.expires_at is null or d.expires_at > statement_timestamp());
create or replace function works_at_desk() returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select exists (select from desk_member d join user_account u on u.id = d.user_id
                    where d.user_id = current_user_id() and desk_role_counts(d) and u.retired_at is null);
end;

-- What a vendor with one person approves alone. R__86_desk.sql sees to it that nobody does while a second person is required.
alter table access_group_proposal
    add column approved_alone boolean not null default false,
    drop constraint access_group_proposal_check2,
    add constraint access_group_proposal_second_person check (state <> 'APPROVED' or decided_by <> proposed_by or approved_alone);
alter table request_rule
    add column approved_alone boolean not null default false,
    drop constraint request_rule_check3,
    add constraint request_rule_second_person check (approved_by <> proposed_by or approved_alone);
alter table signed_agreement
    add column approved_alone boolean not null default false,
    drop constraint signed_agreement_second_person,
    add constraint signed_agreement_second_person check (approved_by not in (created_by, submitted_by) or approved_alone);

-- What was called how when it was proposed. Under another name, nobody approves it.
alter table access_group_proposal
    add column group_name text,
    add column organization_name text;
update access_group_proposal p
   set group_name = (select g.name from access_group g where g.code = p.group_code),
       organization_name = (select o.name from organization o where o.id = p.organization_id);
alter table access_group_proposal
    alter column group_name set not null,
    alter column organization_name set not null;
alter table request_rule add column group_name text;
update request_rule r set group_name = (select g.name from access_group g where g.code = r.group_code);
alter table request_rule add constraint request_rule_group_name check ((group_code is null) = (group_name is null));

-- The addresses that accounts had while they worked at the desk: whoever changes one does not become a second person by it. They are
-- erased with the account.
create table desk_address (
    user_id uuid not null references user_account on delete restrict,
    email   text not null check (is_plain_text(email, 254)),
    primary key (user_id, email)
);
create index desk_address_email on desk_address (email);
insert into desk_address (user_id, email)
select distinct u.id, u.email from desk_member d join user_account u on u.id = d.user_id where u.erased_at is null;
alter table desk_address enable row level security, force row level security;
create policy owner on desk_address to current_user using (true) with check (true);

-- One function does for all what keep_to_manager does for items. Its triggers are made anew in the R files.
drop function if exists keep_to_manager_of_item() cascade;

-- Papers of agreements that are not in force any more are purged for good. As with certificates, one person asks for it and another
-- confirms; R__90_desk_purge.sql sees to that for whoever writes the table. What is left is the hash, by which permits verify.
create table agreement_paper_purge (
    id           uuid primary key     default uuidv7(),
    agreement_id uuid        not null references signed_agreement on delete restrict,
    sha256       bytea       not null check (length(sha256) = 32),
    size         integer     not null,
    reason       text        not null check (is_plain_text(reason, 2000)),
    state        text        not null default 'REQUESTED' check (state in ('REQUESTED', 'DECLINED', 'PURGED')),
    requested_by uuid        not null references user_account on delete restrict,
    requested_at timestamptz not null default clock_timestamp(),
    decided_by   uuid        references user_account on delete restrict,
    decided_at   timestamptz,
    check (num_nonnulls(decided_by, decided_at) = case state when 'REQUESTED' then 0 else 2 end),
    constraint agreement_paper_purge_by_two_persons check (state <> 'PURGED' or decided_by <> requested_by)
);
create unique index agreement_paper_purge_once on agreement_paper_purge (agreement_id) where state <> 'DECLINED';
create index agreement_paper_purge_agreement on agreement_paper_purge (agreement_id);
create index agreement_paper_purge_requester on agreement_paper_purge (requested_by);
create index agreement_paper_purge_decider on agreement_paper_purge (decided_by);
alter table agreement_paper_purge enable row level security, force row level security;
create policy owner on agreement_paper_purge to current_user using (true) with check (true);
create policy desk on agreement_paper_purge for select to compliance_center_desk using ((select works_at_desk()));
grant select on agreement_paper_purge to compliance_center_desk;
