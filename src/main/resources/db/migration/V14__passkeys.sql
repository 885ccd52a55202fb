-- Passkeys: WebAuthn credentials by which users sign in here.

-- Authenticators keep it with the passkeys of a user, and may show it to others. So it is random, and says nothing.
create table passkey_user (
    user_id uuid primary key references user_account on delete restrict,
    handle  bytea not null unique default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
        check (length(handle) = 32)
);

create table passkey (
    -- As the authenticator chose it: WebAuthn allows at most 1,023 bytes.
    credential_id      bytea primary key check (length(credential_id) between 16 and 1023),
    user_id            uuid        not null references passkey_user on delete restrict,
    -- What the authenticator said when the passkey was made, with the public key
    attestation_object bytea       not null check (length(attestation_object) between 1 and 16384),
    -- Rises with every use. A synchronized passkey does not count, and always says 0.
    signature_count    bigint      not null check (signature_count between 0 and 4294967295),
    -- Ways to the authenticator, with spaces between them; empty if it did not say
    transports         text        not null check (transports ~ '^([a-z-]+( [a-z-]+)*)?$' and length(transports) <= 100),
    label              text        not null check (is_plain_text(label, 100)),
    created_at         timestamptz not null default clock_timestamp(),
    last_used_at       timestamptz
);
create index passkey_of_user on passkey (user_id);

-- Challenges that were answered. Each can be answered once; it need not be kept for longer than it could be answered.
create table passkey_challenge (
    challenge  bytea primary key check (length(challenge) = 56),
    expires_at timestamptz not null
);
create index passkey_challenge_expiry on passkey_challenge (expires_at);

-- With this secret, challenges are recognized that were given out here. Nothing is stored when one is given out.
create table passkey_secret (
    singleton boolean primary key default true check (singleton),
    secret    bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
insert into passkey_secret default values;

alter table passkey enable row level security, force row level security;
create policy own_passkeys on passkey for select using (user_id = (select current_user_id()));
create policy owner on passkey to current_user using (true) with check (true);
grant select (credential_id, user_id, label, created_at, last_used_at) on passkey to ${application_role};
