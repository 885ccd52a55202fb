-- Sessions: who signed in with them, how they end, and how they are read.

-- Beginning and end -----------------------------------------------------------------------------------------------------------

-- Signing in and being signed out by the provider exclude each other, for a session or a person there.
create or replace function lock_provider_session(issuer text, subject text, sid text) returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if subject is not null then
        perform pg_advisory_xact_lock(hashtextextended('compliance_center.subject ' || issuer || ' ' || subject, 0));
    end if;
    if sid is not null then
        perform pg_advisory_xact_lock(hashtextextended('compliance_center.sid ' || issuer || ' ' || sid, 0));
    end if;
end
$$;

-- Records who signed in with a session, and how. Fails with CC409 if the session is not theirs, or the provider has ended
-- its own meanwhile.
create or replace function record_sign_in(session_id text, user_id uuid, method text, issuer text, subject text, sid text,
                                          authenticated_at timestamptz, acr text, amr text, client inet, user_agent text)
    returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
begin
    -- What is stored in no column of its own
    if (coalesce(is_recordable_time(authenticated_at), true) and coalesce(is_plain_text(acr, 255), true)
        and coalesce(is_plain_text(amr, 255), true)) is not true then
        raise exception 'not a sign-in that can be recorded' using errcode = 'check_violation';
    end if;
    perform lock_provider_session(issuer, subject, sid);
    if exists (select from provider_logout l
                where l.issuer = record_sign_in.issuer
                  and (l.sid = record_sign_in.sid
                       or (l.sid is null or record_sign_in.sid is null) and l.subject = record_sign_in.subject
                          and l.received_at > coalesce(authenticated_at, '-infinity')
                          and l.received_at > clock_timestamp() - interval '1 minute')) then
        raise exception 'the provider has ended this session' using errcode = 'CC409';
    end if;
    insert into session_sign_in (session_primary_id, user_id, method, issuer, subject, sid, client_address, user_agent)
    select s.primary_id, user_id, method, issuer, subject, sid, client, user_agent
      from spring_session s
     where s.session_id = record_sign_in.session_id::char(36) and s.principal_name = user_id::text
    on conflict (session_primary_id) do update
       set user_id = excluded.user_id, method = excluded.method, issuer = excluded.issuer, subject = excluded.subject, sid = excluded.sid,
           client_address = excluded.client_address, user_agent = excluded.user_agent,
           signed_in_at = excluded.signed_in_at;
    if not found then
        raise exception 'there is no such session of the user' using errcode = 'CC409';
    end if;
    perform append_user_entry(
        'signed-in', user_id,
        jsonb_strip_nulls(jsonb_build_object(
            'signIn', jsonb_build_object(
                'method', method, 'issuer', issuer, 'subject', subject, 'authenticatedAt', utc_text(authenticated_at),
                'acr', acr, 'amr', string_to_array(amr, ' ')),
            'client', jsonb_build_object('address', host(client), 'userAgent', user_agent))));
end
$$;

-- The provider has confirmed a session, which has that id there now. Nobody signed in, so there is no entry. Fails with CC409 if
-- the session is not theirs any more, or the provider has ended its own meanwhile.
create or replace function confirm_sign_in(session_id text, user_id uuid, issuer text, subject text, sid text) returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
begin
    if (is_plain_text(issuer, 500) and is_plain_text(subject, 255)) is not true then
        raise exception 'not a sign-in that can be confirmed' using errcode = 'check_violation';
    end if;
    perform lock_provider_session(issuer, subject, sid);
    if exists (select from provider_logout l where l.issuer = confirm_sign_in.issuer and l.sid = confirm_sign_in.sid) then
        raise exception 'the provider has ended this session' using errcode = 'CC409';
    end if;
    update session_sign_in i
       set sid = coalesce(confirm_sign_in.sid, i.sid)
      from spring_session s
     where s.primary_id = i.session_primary_id and s.session_id = confirm_sign_in.session_id::char(36)
       and i.user_id = confirm_sign_in.user_id and i.issuer = confirm_sign_in.issuer
       and i.subject = confirm_sign_in.subject;
    if not found then
        raise exception 'there is no such session of the user' using errcode = 'CC409';
    end if;
end
$$;

-- Records that somebody failed to sign in as a user. Without a user it writes and commits as much, but nothing that stays, so
-- that the time it takes does not show whether there is such a user.
create or replace function record_failed_sign_in(user_id uuid, method text, client inet, user_agent text) returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
begin
    if (method in ('password', 'passkey', 'provider') and (user_agent = '' or is_plain_text(user_agent, 1024))
        and masklen(client) = case family(client) when 4 then 32 else 128 end) is not true then
        raise exception 'not a sign-in that can be recorded' using errcode = 'check_violation';
    end if;
    if user_id is null then
        perform pg_logical_emit_message(true, 'compliance_center', repeat(' ', 1000));
        return;
    end if;
    if not exists (select from user_account u where u.id = record_failed_sign_in.user_id and u.retired_at is null) then
        raise exception 'there is no such user' using errcode = 'CC404';
    end if;
    perform append_user_entry(
        'sign-in-failed', user_id,
        jsonb_build_object('signIn', jsonb_build_object('method', method),
                           'client', jsonb_build_object('address', host(client), 'userAgent', user_agent)));
end
$$;

-- Deletes logout tokens after a day. Long before that, the application refuses one by its own time.
create or replace function trim_provider_logouts() returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    delete from provider_logout
     where ctid = any (array(select l.ctid from provider_logout l
                              where l.received_at < clock_timestamp() - interval '1 day' for update skip locked));
end
$$;

-- Ends the sessions that a provider's logout token names. The token's issuer, signature and claims were checked.
--
-- returns: how many sessions were ended; null if the token was received before
create or replace function end_provider_sessions(issuer text, token_id text, subject text, sid text) returns integer
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    ended uuid[];
    member_id uuid;
begin
    perform lock_provider_session(issuer, subject, sid);
    perform trim_provider_logouts();
    insert into provider_logout (issuer, token_id, subject, sid) values (issuer, token_id, subject, sid)
        on conflict do nothing;
    if not found then
        return null;
    end if;
    with gone as (
        delete from spring_session s using session_sign_in i
         where i.session_primary_id = s.primary_id and i.issuer = end_provider_sessions.issuer
           and (i.sid = end_provider_sessions.sid
                or (end_provider_sessions.sid is null or i.sid is null) and i.subject = end_provider_sessions.subject)
        returning i.user_id)
    select coalesce(array_agg(gone.user_id order by gone.user_id), '{}') into ended from gone;
    for member_id in select distinct unnest(ended) order by 1 loop
        perform append_user_entry('signed-out-by-provider', member_id,
                                  jsonb_build_object('issuer', issuer));
    end loop;
    return cardinality(ended);
end
$$;

-- Reading ---------------------------------------------------------------------------------------------------------------------

-- A session as Spring Session expects it: a row for each of its attributes. What every page needs to know is read in the same
-- statement, as two more attributes in UTF-8: the user with their memberships, and the revision of the catalogue. They are
-- never stored.
create or replace function read_session(session_id text)
    returns table (primary_id text, session_id text, creation_time bigint, last_access_time bigint,
                   max_inactive_interval integer, attribute_name text, attribute_bytes bytea)
    language sql stable rows 3
begin atomic
    select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
           a.attribute_name, a.attribute_bytes
      from spring_session s
      left join lateral (
          select stored.attribute_name, stored.attribute_bytes
            from spring_session_attributes stored where stored.session_primary_id = s.primary_id
          union all
          select 'user_with_memberships', convert_to(user_with_memberships(
                     s.principal_name::uuid, s.primary_id)::text, 'UTF8')
           where s.principal_name is not null
          union all
          select 'catalogue_revision', convert_to(revision::text, 'UTF8')
            from catalogue_revision where s.principal_name is not null) a on true
     where s.session_id = read_session.session_id::char(36);
end;

revoke all on function read_session(text), lock_provider_session(text, text, text),
    record_sign_in(text, uuid, text, text, text, text, timestamptz, text, text, inet, text),
    confirm_sign_in(text, uuid, text, text, text),
    record_failed_sign_in(uuid, text, inet, text), trim_provider_logouts(), end_provider_sessions(text, text, text, text)
    from public;
grant execute on function read_session(text),
    record_sign_in(text, uuid, text, text, text, text, timestamptz, text, text, inet, text),
    confirm_sign_in(text, uuid, text, text, text),
    record_failed_sign_in(uuid, text, inet, text), end_provider_sessions(text, text, text, text)
    to ${application_role};
