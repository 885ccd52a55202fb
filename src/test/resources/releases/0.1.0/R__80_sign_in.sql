-- Counts attempts to sign in and delays further ones.

create or replace function sign_in_key(scope text, account text, network cidr) returns bytea
    language sql stable
begin atomic
    select substring(sha256(secret || convert_to(
               case sign_in_key.scope when 'network' then network::text
                                      when 'account' then account
                                      else network::text || ' ' || account end
               || E'\n' || sign_in_key.scope, 'UTF8')) for 16)
      from sign_in_secret;
end;

create or replace function sign_in_network(client inet) returns cidr
    language sql immutable
    return network(set_masklen(client, case family(client) when 6 then 64 else 32 end));

-- What is left by now of the failures that were counted.
create or replace function remaining_failures(failures double precision, counted_at timestamptz, half_life interval)
    returns double precision
    language sql volatile
    return failures * power(cast(0.5 as double precision), cast(least(
        greatest(extract(epoch from clock_timestamp() - counted_at), 0) / extract(epoch from half_life), 1000)
        as double precision));

-- The row must exist.
create or replace function add_sign_in_failures(scope text, key bytea, more integer) returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    now constant timestamptz := clock_timestamp();
    rule sign_in_scope;
    counted double precision;
begin
    select * into strict rule from sign_in_scope s where s.scope = add_sign_in_failures.scope;
    select least(greatest(remaining_failures(d.failures, d.counted_at, rule.half_life) + more, 0), 100000) into counted
      from sign_in_delay d where d.scope = add_sign_in_failures.scope and d.key = add_sign_in_failures.key for update;
    update sign_in_delay d
       set failures = counted,
           counted_at = now,
           allowed_at = now + case
               when more < 0 or counted <= rule.free - 0.5 then interval '0'
               else least(rule.longest_wait, interval '1 second' * power(2, least(round(counted) - rule.free, 20)))
           end,
           -- By then less than one of 250 failures is left.
           expires_at = greatest(now + 8 * rule.half_life, d.known_until)
     where d.scope = add_sign_in_failures.scope and d.key = add_sign_in_failures.key;
end
$$;

-- Deletes expired rows and, beyond 100,000 rows, those that expire first.
create or replace function trim_sign_in_delays() returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    surplus bigint;
begin
    -- Arrays, for a plan that does not depend on the table's statistics.
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

-- The row of a key, locked until the end of the transaction. It is inserted first, so that concurrent attempts are serialized
-- from the very first.
create or replace function lock_sign_in_delay(scope text, key bytea) returns sign_in_delay
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
-- account: as typed, in lower case; '' if it cannot be an account
-- returns: 0 if the password may be checked, which counts as a failure until complete_sign_in or withdraw_sign_in is called;
--          otherwise the seconds to wait, and nothing is counted
create or replace function begin_sign_in(account text, client inet) returns integer
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
    -- Always in this order, so that no two attempts deadlock.
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

-- Uncounts an attempt that could not be decided.
create or replace function withdraw_sign_in(account text, client inet) returns void
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

-- The password was right: the account is known in this network from now on, and has no failures there.
create or replace function complete_sign_in(account text, client inet) returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
declare
    -- Once, not for each row that is compared
    pair_key constant bytea := sign_in_key('account-in-network', account, sign_in_network(client));
begin
    perform withdraw_sign_in(account, client);
    update sign_in_delay d
       set failures = 0,
           known_until = clock_timestamp() + interval '90 days',
           expires_at = clock_timestamp() + interval '90 days'
     where d.scope = 'account-in-network' and d.key = pair_key;
end
$$;

revoke all on function
    sign_in_key(text, text, cidr), lock_sign_in_delay(text, bytea), add_sign_in_failures(text, bytea, integer),
    trim_sign_in_delays(),
    begin_sign_in(text, inet), withdraw_sign_in(text, inet), complete_sign_in(text, inet)
    from public;
grant execute on function begin_sign_in(text, inet), withdraw_sign_in(text, inet), complete_sign_in(text, inet)
    to ${application_role};
