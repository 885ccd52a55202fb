-- Organizations, the users who act for them, and their roles.

create table user_account (
    id                 uuid primary key default uuidv7(),
    email              text        not null unique check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
    name               text        not null check (name <> '' and length(name) <= 200),
    password_hash      text        not null,
    -- Rises with every change of the password; sessions signed in with an earlier one end.
    credential_version integer     not null default 1,
    retired_at         timestamptz
);

create table organization (
    id         uuid primary key default uuidv7(),
    slug       text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
    name       text not null check (name <> '' and length(name) <= 200),
    retired_at timestamptz
);

create table member (
    organization_id uuid not null references organization on delete restrict,
    user_id         uuid not null references user_account on delete restrict,
    role            text not null check (role in ('ADMIN', 'MEMBER')),
    retired_at      timestamptz,
    primary key (organization_id, user_id)
);
create index member_user on member (user_id);

alter table organization enable row level security, force row level security;
alter table member enable row level security, force row level security;

-- A user sees the Organizations that they are a member of, and within the current one its members.
create policy own_organizations on organization for select
    using (exists (select from member
                   where member.organization_id = organization.id
                     and member.user_id = (select current_user_id())
                     and member.retired_at is null));
create policy own_memberships on member for select
    using (user_id = (select current_user_id()) or organization_id = (select current_organization_id()));

-- The owner publishes them.
create policy publishing on organization to current_user using (true) with check (true);
create policy publishing on member to current_user using (true) with check (true);

grant select on user_account, organization, member to ${application_role};
