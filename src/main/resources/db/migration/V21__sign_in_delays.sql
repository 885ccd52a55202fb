-- Whoever guesses passwords has to wait longer and longer. Attempts are counted here, for all instances together, in three
-- scopes: an account from one network, an account from anywhere, and a network for any account. A network is an IPv4 address
-- or an IPv6 /64.
--
-- Each attempt counts as failed when it begins, so that many at once do not pass. In each scope some are free, then the wait
-- doubles with each one up to the longest; what is counted halves with time. An account from a network in which its password
-- was right lately is exempt from the other two scopes: so nobody can keep a person from signing in where they usually do.

create table sign_in_scope (
    scope        text primary key,
    free         integer  not null check (free between 1 and 1000),
    half_life    interval not null check (half_life between interval '1 minute' and interval '1 day'),
    longest_wait interval not null check (longest_wait between interval '1 second' and interval '1 hour')
);
insert into sign_in_scope values
    ('account-in-network', 5, interval '1 hour', interval '15 minutes'),
    ('account', 20, interval '15 minutes', interval '30 seconds'),
    ('network', 50, interval '15 minutes', interval '1 minute');

-- Keys the hashes, so that what somebody typed by mistake cannot be looked up in a list of hashes.
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
    -- Until then, an account in a network counts as known to be its owner's.
    known_until timestamptz,
    expires_at  timestamptz      not null,
    primary key (scope, key)
);
create index sign_in_delay_expiry on sign_in_delay (expires_at);

create function sign_in_key(scope text, account text, network cidr) returns bytea
    language sql stable
begin atomic
    select substring(sha256(secret || convert_to(
               case sign_in_key.scope when 'network' then network::text
                                      when 'account' then account
                                      else network::text || ' ' || account end
               || E'\n' || sign_in_key.scope, 'UTF8')) for 16)
      from sign_in_secret;
end;

create function sign_in_network(client inet) returns cidr
    language sql immutable
    return network(set_masklen(client, case family(client) when 6 then 64 else 32 end));

-- How much of what was counted is left by now.
create function left_of(failures double precision, counted_at timestamptz, half_life interval) returns double precision
    language sql volatile
    return failures * power(cast(0.5 as double precision), cast(least(
        greatest(extract(epoch from clock_timestamp() - counted_at), 0) / extract(epoch from half_life), 1000)
        as double precision));

-- The row has to be there.
create function add_sign_in_failures(scope text, key bytea, more integer) returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    now constant timestamptz := clock_timestamp();
    rule sign_in_scope;
    counted double precision;
begin
    select * into strict rule from sign_in_scope s where s.scope = add_sign_in_failures.scope;
    select least(greatest(left_of(d.failures, d.counted_at, rule.half_life) + more, 0), 100000) into counted
      from sign_in_delay d where d.scope = add_sign_in_failures.scope and d.key = add_sign_in_failures.key for update;
    update sign_in_delay d
       set failures = counted,
           counted_at = now,
           allowed_at = now + case
               when more < 0 or counted <= rule.free - 0.5 then interval '0'
               else least(rule.longest_wait, interval '1 second' * power(2, least(round(counted) - rule.free, 20)))
           end,
           -- Then less than one failure is left of 250.
           expires_at = greatest(now + 8 * rule.half_life, d.known_until)
     where d.scope = add_sign_in_failures.scope and d.key = add_sign_in_failures.key;
end
$$;

-- Takes out what has expired and, beyond 100,000 rows, what would expire first.
create function trim_sign_in_delays() returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    surplus bigint;
begin
    -- Arrays, so that there is one plan for them, however much PostgreSQL knows of the table.
    delete from sign_in_delay
     where ctid = any (array(select ctid from sign_in_delay
                              where expires_at < clock_timestamp()
                              order by expires_at limit 5000 for update skip locked));
    surplus := (select count(*) from sign_in_delay) - 100000;
    if surplus > 0 then
        delete from sign_in_delay
         where ctid = any (array(select ctid from sign_in_delay
                                  order by expires_at limit surplus for update skip locked));
    end if;
end
$$;

-- What is counted for a key, locked until the end of the transaction. The row is made first, so that many attempts at the same
-- moment come one after the other from the very first.
create function lock_sign_in_delay(scope text, key bytea) returns sign_in_delay
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    counted sign_in_delay;
begin
    insert into sign_in_delay as known (scope, key, failures, counted_at, allowed_at, expires_at)
    values (lock_sign_in_delay.scope, lock_sign_in_delay.key, 0, clock_timestamp(), clock_timestamp(),
            clock_timestamp() + interval '1 hour')
    on conflict on constraint sign_in_delay_pkey do nothing;
    select * into strict counted from sign_in_delay d
     where d.scope = lock_sign_in_delay.scope and d.key = lock_sign_in_delay.key for update;
    return counted;
end
$$;

-- Begins an attempt to sign in.
--
-- account: as it was typed, in lower case; '' if it cannot be an account
-- returns: 0 if the password may be checked, which counts as a failure until complete_sign_in or withdraw_sign_in is called;
--          otherwise the seconds to wait, and nothing is counted
create function begin_sign_in(account text, client inet) returns integer
    language plpgsql security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
declare
    network constant cidr := sign_in_network(client);
    pair_key constant bytea := sign_in_key('account-in-network', account, network);
    account_key constant bytea := sign_in_key('account', account, network);
    network_key constant bytea := sign_in_key('network', account, network);
    pair sign_in_delay;
    known boolean;
    next_allowed timestamptz;
begin
    if random() < 0.01 then
        perform trim_sign_in_delays();
    end if;
    -- Always in this order, so that no two attempts wait for each other.
    pair := lock_sign_in_delay('account-in-network', pair_key);
    known := coalesce(pair.known_until > clock_timestamp(), false);
    next_allowed := pair.allowed_at;
    if not known then
        next_allowed := greatest(
            next_allowed,
            (lock_sign_in_delay('account', account_key)).allowed_at,
            (lock_sign_in_delay('network', network_key)).allowed_at);
    end if;
    if next_allowed > clock_timestamp() then
        return ceil(extract(epoch from next_allowed - clock_timestamp()));
    end if;
    perform add_sign_in_failures('account-in-network', pair_key, 1);
    if not known then
        perform add_sign_in_failures('account', account_key, 1);
        perform add_sign_in_failures('network', network_key, 1);
    end if;
    return 0;
end
$$;

-- Takes back that an attempt was counted, because it could not be decided.
create function withdraw_sign_in(account text, client inet) returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
declare
    network constant cidr := sign_in_network(client);
    pair_key constant bytea := sign_in_key('account-in-network', account, network);
begin
    perform add_sign_in_failures('account-in-network', pair_key, -1);
    if not exists (select from sign_in_delay d
                    where d.scope = 'account-in-network' and d.key = pair_key and d.known_until > clock_timestamp()) then
        perform add_sign_in_failures('account', sign_in_key('account', account, network), -1);
        perform add_sign_in_failures('network', sign_in_key('network', account, network), -1);
    end if;
end
$$;

-- The password was right: the account is known in that network from now on, and has no failures there.
create function complete_sign_in(account text, client inet) returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
begin
    perform withdraw_sign_in(account, client);
    update sign_in_delay d
       set failures = 0,
           known_until = clock_timestamp() + interval '90 days',
           expires_at = clock_timestamp() + interval '90 days'
     where d.scope = 'account-in-network'
       and d.key = sign_in_key('account-in-network', account, sign_in_network(client));
end
$$;

revoke all on function
    sign_in_key(text, text, cidr), lock_sign_in_delay(text, bytea), add_sign_in_failures(text, bytea, integer),
    trim_sign_in_delays(),
    begin_sign_in(text, inet), withdraw_sign_in(text, inet), complete_sign_in(text, inet)
    from public;
grant execute on function begin_sign_in(text, inet), withdraw_sign_in(text, inet), complete_sign_in(text, inet)
    to ${application_role};
