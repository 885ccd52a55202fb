-- Organizations, users and memberships.
--
-- An Organization and a user are identified by their id alone. The published files refer to them by a key, which is by
-- default the slug or the e-mail address. Keys, slugs and addresses are unique among the rows that are not retired, so each
-- can be given to somebody else later, who gets a row and an id of their own and none of the earlier records.

create table user_account (
    id                 uuid primary key default uuidv7(),
    key                text        not null check (key = lower(key) and key <> '' and length(key) <= 254),
    email              text        not null check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
    name               text        not null check (name <> '' and length(name) <= 200),
    password_hash      text        not null,
    -- Rises with every change of the password; sessions that were signed in with an earlier one end.
    credential_version integer     not null default 1,
    retired_at         timestamptz,
    -- Exclusion constraints, because a unique index cannot be both partial and deferrable. They are checked at the end of a
    -- publication, in which two Organizations may exchange their slugs.
    constraint user_account_email_in_use exclude using btree (email with =) where (retired_at is null)
        deferrable initially deferred,
    constraint user_account_key_in_use exclude using btree (key with =) where (retired_at is null)
        deferrable initially deferred
);
-- Publishing looks here for a user to bring back.
create index user_account_retired on user_account (key, retired_at) where retired_at is not null;

create table organization (
    id         uuid primary key default uuidv7(),
    key        text not null check (key = lower(key) and key <> '' and length(key) <= 254),
    slug       text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 63),
    name       text not null check (name <> '' and length(name) <= 200),
    retired_at timestamptz,
    constraint organization_slug_in_use exclude using btree (slug with =) where (retired_at is null)
        deferrable initially deferred,
    constraint organization_key_in_use exclude using btree (key with =) where (retired_at is null)
        deferrable initially deferred
);
create index organization_retired on organization (key, retired_at) where retired_at is not null;

create table member (
    organization_id uuid not null references organization on delete restrict,
    user_id         uuid not null references user_account on delete restrict,
    role            text not null check (role in ('ADMIN', 'MEMBER')),
    retired_at      timestamptz,
    primary key (organization_id, user_id)
);
create index member_user on member (user_id);

-- Earlier slugs of an Organization, so that links to its pages keep working for its members.
create table former_slug (
    organization_id uuid        not null references organization on delete restrict,
    slug            text        not null,
    given_up_at     timestamptz not null default now(),
    primary key (organization_id, slug)
);
create index former_slug_slug on former_slug (slug);

alter table user_account enable row level security, force row level security;
alter table organization enable row level security, force row level security;
alter table member enable row level security, force row level security;
alter table former_slug enable row level security, force row level security;

-- A user sees the Organizations that they are a member of, with their former slugs, and the members of the current one.
create policy own_account_and_members on user_account for select
    using (id = (select current_user_id())
           or exists (select from member
                       where member.user_id = user_account.id
                         and member.organization_id = (select current_organization_id())));
create policy own_organizations on organization for select
    using (exists (select from member
                    where member.organization_id = organization.id
                      and member.user_id = (select current_user_id())
                      and member.retired_at is null));
create policy own_memberships on member for select
    using (user_id = (select current_user_id()) or organization_id = (select current_organization_id()));
create policy own_organizations on former_slug for select
    using (exists (select from member
                    where member.organization_id = former_slug.organization_id
                      and member.user_id = (select current_user_id())
                      and member.retired_at is null));

-- The owner publishes them.
create policy publishing on user_account to current_user using (true) with check (true);
create policy publishing on organization to current_user using (true) with check (true);
create policy publishing on member to current_user using (true) with check (true);
create policy publishing on former_slug to current_user using (true) with check (true);

grant select (id, email, name, retired_at) on user_account to ${application_role};
grant select on organization, member, former_slug to ${application_role};

-- A hash's algorithm and parameters, which decide how long a password check takes; null for a hash that the application
-- cannot check. An index uses it, so it is not in an R file.
create function password_hash_kind(password_hash text) returns text
    language sql immutable parallel safe
    return substring(password_hash from
        '^\{bcrypt\}\$2[aby]\$[0-9]{2}\$|^\{argon2\}\$argon2(?:id|i|d)\$v=19\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$');

create index user_account_password_hash_kind on user_account (password_hash_kind(password_hash))
    where retired_at is null;
