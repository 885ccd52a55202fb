-- Invitations of new members by e-mail.

create table invitation (
    id              uuid primary key default uuidv7(),
    organization_id uuid        not null references organization on delete restrict,
    email           text        not null check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
    role            text        not null check (role in ('ADMIN', 'MEMBER')),
    -- The admin who sent it last. It counts only while they are an admin.
    invited_by      uuid        not null references user_account on delete restrict,
    created_at      timestamptz not null default clock_timestamp(),
    expires_at      timestamptz not null check (expires_at > created_at),
    accepted_at     timestamptz,
    accepted_by     uuid        references user_account on delete restrict,
    withdrawn_at    timestamptz,
    check ((accepted_at is null) = (accepted_by is null)),
    check (accepted_at is null or withdrawn_at is null)
);
-- At most one open invitation of an address
create unique index invitation_open on invitation (organization_id, email)
    where accepted_at is null and withdrawn_at is null;
create index invitation_inviter on invitation (invited_by);
create index invitation_member on invitation (accepted_by) where accepted_by is not null;

alter table invitation enable row level security, force row level security;
create policy own_organization on invitation for select
    using (organization_id = (select current_organization_id()));
create policy inviting on invitation to current_user using (true) with check (true);

grant select on invitation to ${application_role};
