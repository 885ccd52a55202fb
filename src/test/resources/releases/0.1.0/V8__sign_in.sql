-- Delays that slow down password guessing. Attempts are counted for all instances together, in three scopes: an account from
-- one network, an account from anywhere, and a network for any account. A network is an IPv4 address or an IPv6 /64.
--
-- Each attempt counts as failed from its start, so that many at once gain nothing. In each scope some attempts are free; then
-- the wait doubles with each further one, up to a maximum, and what was counted halves with time. An account is exempt from the
-- other two scopes in a network where its password was right lately, so that nobody can keep a person from signing in where
-- they usually do.

create table sign_in_scope (
    scope        text primary key,
    free         integer  not null check (free between 1 and 1000),
    half_life    interval not null check (half_life between interval '1 minute' and interval '1 day'),
    longest_wait interval not null check (longest_wait between interval '1 second' and interval '1 hour')
);
insert into sign_in_scope (scope, free, half_life, longest_wait) values
    ('account-in-network', 5, interval '1 hour', interval '15 minutes'),
    ('account', 20, interval '15 minutes', interval '30 seconds'),
    ('network', 50, interval '15 minutes', interval '1 minute');

-- Keys the hashes, so that what somebody typed by mistake cannot be found with a list of precomputed hashes.
create table sign_in_secret (
    singleton boolean primary key default true check (singleton),
    secret    bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
);
insert into sign_in_secret default values;

create table sign_in_delay (
    scope       text             not null references sign_in_scope on delete restrict,
    key         bytea            not null check (length(key) = 16),
    failures    double precision not null check (failures between 0 and 100000),
    counted_at  timestamptz      not null,
    -- The next attempt is allowed from then on.
    allowed_at  timestamptz      not null,
    -- Until then the network counts as one that the account's owner uses.
    known_until timestamptz,
    expires_at  timestamptz      not null,
    primary key (scope, key)
);
create index sign_in_delay_expiry on sign_in_delay (expires_at);
