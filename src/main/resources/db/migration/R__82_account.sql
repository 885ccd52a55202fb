-- What users change about their own account.

-- Requests for a new password -----------------------------------------------------------------------------------------------

-- Asks for mail by which a new password can be set. It does the same whether there is such an account or not.
--
-- email:   as typed, in lower case; '' if it cannot be an address
-- returns: 0, or the seconds to wait, and then nothing was asked for
create or replace function request_password(email text, client inet, locale text) returns integer
    language plpgsql security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
declare
    -- Each counts on one side only: an address from anywhere, and a network for any address.
    account_key constant bytea := sign_in_key('password-of-account', email, '0.0.0.0/0');
    network_key constant bytea := sign_in_key('password-from-network', '', sign_in_network(client));
    next_allowed timestamptz;
begin
    if random() < 0.01 then
        perform trim_sign_in_delays();
    end if;
    next_allowed := greatest(
        (lock_sign_in_delay('password-of-account', account_key)).allowed_at,
        (lock_sign_in_delay('password-from-network', network_key)).allowed_at);
    if next_allowed > clock_timestamp() then
        return ceil(extract(epoch from next_allowed - clock_timestamp()));
    end if;
    perform add_sign_in_failures('password-of-account', account_key, 1);
    perform add_sign_in_failures('password-from-network', network_key, 1);
    if email <> '' then
        insert into password_request (email, locale) values (request_password.email, request_password.locale)
        on conflict on constraint password_request_email do update set locale = excluded.locale;
        perform trim_password_requests();
    end if;
    return 0;
end
$$;

-- While no mail can be sent, requests wait: for a day, and the latest 10,000 at most.
create or replace function trim_password_requests() returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    delete from password_request
     where id = any (array(select r.id from password_request r
                            where r.requested_at < clock_timestamp() - interval '1 day'
                            for update skip locked));
    delete from password_request
     where id = any (array(select r.id from password_request r order by r.requested_at desc offset 10000
                            for update skip locked));
end
$$;

-- Queues mail to those who have asked and have an account, 10 a day for each account at most. Only a password that is kept here can
-- be set here; otherwise the mail says where.
create or replace function answer_password_requests() returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
declare
    request password_request;
    account user_account;
begin
    for request in
        delete from password_request
         where id = any (array(select id from password_request order by requested_at limit 100 for update skip locked))
        returning *
    loop
        select u.* into account from user_account u
         where u.email = request.email and u.retired_at is null
         order by u.source = 'INVITATION' desc, u.source = 'FILES' desc, u.id limit 1;
        if found and is_mailable(account.email)
           and (select count(*) from mail m
                 where m.subject_id = account.id and m.queued_at > clock_timestamp() - interval '1 day'
                   and m.kind in ('password-reset', 'password-in-files', 'password-at-provider')) < 10 then
            perform queue_mail(
                case account.source when 'INVITATION' then 'password-reset'
                                    when 'FILES' then 'password-in-files'
                                    else 'password-at-provider' end,
                account.email, request.locale, jsonb_build_object('name', account.name), account.id);
        end if;
    end loop;
end
$$;

-- Accounts that are kept here ------------------------------------------------------------------------------------------------

-- The account, locked. Fails with CC403 unless it is kept here: others are changed in the files or at their provider.
create or replace function own_local_account(member_id uuid) returns user_account
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    account user_account;
begin
    perform lock_publication_shared();
    select u.* into account from user_account u
     where u.id = member_id and u.source = 'INVITATION' and u.retired_at is null for update;
    if not found then
        raise exception 'the account is not kept here' using errcode = 'CC403';
    end if;
    return account;
end
$$;

-- Changes the name of the current user; the same name again has no effect. The entries say what it was, in the user's own chain
-- and in the chains of their Organizations.
create or replace function change_own_name(name text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
declare
    account user_account := own_local_account(current_user_id());
    content jsonb;
begin
    if is_plain_text(change_own_name.name, 200) is not true then
        raise exception 'not a name' using errcode = 'check_violation';
    end if;
    if account.name = change_own_name.name then
        return;
    end if;
    update user_account u set name = change_own_name.name where u.id = account.id;
    content := jsonb_build_object('before', jsonb_build_object('name', account.name, 'email', account.email));
    perform append_user_entry('account-changed', account.id, content);
    perform append_entry_for_user('account-changed', account.id, content);
end
$$;

-- Passwords -----------------------------------------------------------------------------------------------------------------

-- Sets the password of a user who keeps one here, and tells them by mail. Links for a new password cannot be used any more.
--
-- how:     what allowed it: 'mailed-link' or 'current-password'
-- returns: the new credential version, with which sessions of the old password end
create or replace function change_password(member_id uuid, password_hash text, how text, locale text) returns integer
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    account user_account;
begin
    if password_hash_kind(password_hash) is null then
        raise exception 'this is no password hash' using errcode = 'CC403';
    end if;
    account := own_local_account(member_id);
    update user_account u
       set password_hash = change_password.password_hash, credential_version = u.credential_version + 1
     where u.id = member_id;
    perform withdraw_mail(member_id);
    perform append_entry_for_user('password-set', member_id, jsonb_build_object('how', how));
    perform notify_user(account, case when account.password_hash is null then 'password-set' else 'password-changed' end,
                        locale, '{}');
    return account.credential_version + 1;
end
$$;

-- Sets a new password by a link that was mailed, and ends all sessions of the user. Fails with CC404 if there is no such link,
-- and with CC410 if it was used or has expired.
create or replace function set_password_by_link(token_hash bytea, password_hash text, locale text) returns uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    member_id uuid := use_link(token_hash, 'PASSWORD_RESET');
begin
    perform change_password(member_id, password_hash, 'mailed-link', locale);
    delete from spring_session s where s.principal_name = member_id::text;
    return member_id;
end
$$;

-- Sets the password of the current user, whose present one was checked.
--
-- credential_version: of the password that was checked; another one fails with CC409
-- returns:            the new one
create or replace function set_own_password(credential_version integer, password_hash text, locale text) returns integer
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
begin
    perform from user_account u
      where u.id = current_user_id() and u.credential_version = set_own_password.credential_version for update;
    if not found then
        raise exception 'the password was changed meanwhile' using errcode = 'CC409';
    end if;
    return change_password(current_user_id(), password_hash, 'current-password', locale);
end
$$;

-- The current user's account.
--
-- provider: through which they can sign in, as people know it; null without one
create or replace function own_account()
    returns table (name text, email text, source text, has_password boolean, provider text)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select u.name, u.email, u.source, u.password_hash is not null,
           (select provider_name(min(i.issuer)) from user_identity i where i.user_id = u.id)
      from user_account u where u.id = current_user_id() and u.retired_at is null;
end;

-- Sign-ins in the current user's own record, latest first. Row-level security shows entries of Organizations only: a second
-- condition there would keep their queries from using the index.
--
-- failed: whether to show those that failed, or the others
create or replace function own_sign_ins(failed boolean, most integer) returns setof evidence_entry
    language sql stable rows 20 security definer set search_path = compliance_center, pg_temp
begin atomic
    -- For each kind, the index gives the latest, however many entries of other kinds lie between.
    select latest.*
      from unnest(case when own_sign_ins.failed then array['sign-in-failed']
                       else array['signed-in', 'signed-out-by-provider'] end) as wanted (kind)
     cross join lateral (
           select e.* from evidence_entry e
            where e.chain_id = current_user_id() and e.kind = wanted.kind
            order by e.sequence desc limit greatest(least(own_sign_ins.most, 100), 0)) as latest
     order by latest.sequence desc
     limit greatest(least(own_sign_ins.most, 100), 0);
end;

-- How many attempts to sign in as the current user failed in the last 30 days, counted up to 1,000.
create or replace function own_failed_sign_ins() returns bigint
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select count(*)
      from (select e.recorded_at from evidence_entry e
             where e.chain_id = current_user_id() and e.kind = 'sign-in-failed'
             order by e.sequence desc limit 1000) as latest
     where latest.recorded_at > clock_timestamp() - interval '30 days';
end;

revoke all on function
    request_password(text, inet, text), trim_password_requests(), answer_password_requests(), own_local_account(uuid),
    change_own_name(text), change_password(uuid, text, text, text),
    set_password_by_link(bytea, text, text), set_own_password(integer, text, text), own_account(),
    own_sign_ins(boolean, integer), own_failed_sign_ins()
    from public;
grant execute on function
    request_password(text, inet, text), change_own_name(text), set_password_by_link(bytea, text, text),
    set_own_password(integer, text, text), own_account(), own_sign_ins(boolean, integer), own_failed_sign_ins()
    to ${application_role};
grant execute on function answer_password_requests() to ${worker_role};
