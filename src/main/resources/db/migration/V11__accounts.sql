-- Where users and memberships come from, and how users sign in.
--
-- A user is identified by their id. At an identity provider they are identified by issuer and subject, never by an e-mail
-- address: an address can be given to somebody else.

-- FILES: published with a folder. PROVIDER: made at the first sign-in through an identity provider, which keeps name and
-- address. INVITATION: made by a person who followed an invitation.
alter table user_account
    add column source text not null default 'FILES' check (source in ('FILES', 'PROVIDER', 'INVITATION')),
    -- Only files refer to users by key.
    alter column key drop not null,
    add constraint user_account_key_in_files check ((source = 'FILES') = (key is not null)),
    -- Null: the user signs in through a provider or by passkey.
    alter column password_hash drop not null,
    add constraint user_account_provider_has_password check (source <> 'PROVIDER' or password_hash is null),
    -- An address at a provider says nothing about who signs in here with that address and a password.
    drop constraint user_account_email_in_use,
    add constraint user_account_email_in_use exclude using btree (email with =)
        where (retired_at is null and source <> 'PROVIDER') deferrable initially deferred;
create index user_account_email on user_account (email) where retired_at is null;

-- The identity providers of the configuration, which the owner writes at each start: the application's role can sign in, make and
-- link users only as they allow.
create table identity_provider (
    issuer        text primary key check (is_plain_text(issuer, 500)),
    id            text    not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 63),
    -- Domains of e-mail addresses that belong to it, in lower case
    domains       text[]  not null,
    -- Keys of the Organizations that it may name; empty for all
    organizations text[]  not null,
    creates_users boolean not null,
    -- Whether its tokens name Organizations. Otherwise whoever it signs in belongs to the one Organization that it may name, and
    -- if it owns domains, only with a verified address there.
    names_organizations boolean not null
);
alter table identity_provider enable row level security, force row level security;
create policy owner on identity_provider to current_user using (true) with check (true);

create table user_identity (
    -- OpenID Connect Core 1.0, section 2: at most 255 ASCII characters for a subject
    issuer    text        not null check (is_plain_text(issuer, 500)),
    subject   text        not null check (is_plain_text(subject, 255)),
    user_id   uuid        not null references user_account on delete restrict,
    linked_at timestamptz not null default clock_timestamp(),
    primary key (issuer, subject)
);
-- One identity at each provider: an address that was given to somebody else must not open the account of its former holder.
create unique index user_identity_user on user_identity (user_id, issuer);

-- Each membership is changed where it comes from, and nowhere else.
alter table member
    add column source text not null default 'FILES' check (source in ('FILES', 'PROVIDER', 'INVITATION')),
    -- The provider that names it
    add column issuer text check (is_plain_text(issuer, 500)),
    add constraint member_issuer check ((source = 'PROVIDER') = (issuer is not null)),
    add column joined_at timestamptz;

-- How the user of a session signed in, for the list of their sessions and for the provider that ends one.
create table session_sign_in (
    session_primary_id char(36) primary key references spring_session on delete cascade,
    user_id            uuid        not null references user_account on delete restrict,
    method             text        not null check (method in ('password', 'passkey', 'provider')),
    issuer             text        check (is_plain_text(issuer, 500)),
    subject            text        check (is_plain_text(subject, 255)),
    -- The session at the provider, if it names one
    sid                text        check (is_plain_text(sid, 255)),
    client_address     inet        not null
        check (masklen(client_address) = case family(client_address) when 4 then 32 else 128 end),
    user_agent         text        not null check (user_agent = '' or is_plain_text(user_agent, 1024)),
    signed_in_at       timestamptz not null default clock_timestamp() check (is_recordable_time(signed_in_at)),
    check ((method = 'provider') = (issuer is not null and subject is not null)),
    check (sid is null or issuer is not null)
);
create index session_sign_in_user on session_sign_in (user_id);
create index session_sign_in_sid on session_sign_in (issuer, sid);
create index session_sign_in_subject on session_sign_in (issuer, subject);

-- Logout tokens that were received. Each counts once, and a sign-in that was under way at that moment fails.
create table provider_logout (
    issuer      text        not null check (is_plain_text(issuer, 500)),
    token_id    text        not null check (is_plain_text(token_id, 255)),
    subject     text        check (is_plain_text(subject, 255)),
    sid         text        check (is_plain_text(sid, 255)),
    received_at timestamptz not null default clock_timestamp(),
    primary key (issuer, token_id),
    check (subject is not null or sid is not null)
);
create index provider_logout_time on provider_logout (received_at);
create index provider_logout_sid on provider_logout (issuer, sid);

alter table user_identity enable row level security, force row level security;
alter table session_sign_in enable row level security, force row level security;
create policy own_identities on user_identity for select using (user_id = (select current_user_id()));
create policy own_sessions on session_sign_in for select using (user_id = (select current_user_id()));
create policy owner on user_identity to current_user using (true) with check (true);
create policy owner on session_sign_in to current_user using (true) with check (true);
grant select on user_identity, session_sign_in to ${application_role};
grant select (source) on user_account to ${application_role};

-- How the person who agreed was authenticated; all null for a password or a passkey.
alter table acceptance
    add column authenticated_at timestamptz check (is_recordable_time(authenticated_at)),
    add column sign_in_issuer text check (is_plain_text(sign_in_issuer, 500)),
    add column sign_in_subject text check (is_plain_text(sign_in_subject, 255)),
    -- Authentication context class, and methods with spaces between them, as the provider names them
    add column sign_in_acr text check (is_plain_text(sign_in_acr, 255)),
    add column sign_in_amr text check (is_plain_text(sign_in_amr, 255)),
    add constraint acceptance_provider check ((sign_in_method = 'provider')
                                              = (sign_in_issuer is not null and sign_in_subject is not null));
grant insert (authenticated_at, sign_in_issuer, sign_in_subject, sign_in_acr, sign_in_amr)
    on acceptance to ${application_role};
