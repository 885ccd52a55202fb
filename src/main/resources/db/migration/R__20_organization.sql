-- Organizations, users and memberships.

-- The key is by default the value of the column that the trigger names. Only users that are published have one.
create or replace function default_key() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if coalesce(to_jsonb(new) ->> 'source', 'FILES') = 'FILES' then
        new.key := coalesce(new.key, to_jsonb(new) ->> tg_argv[0]);
    end if;
    return new;
end
$$;
create or replace trigger user_has_key before insert on user_account
    for each row execute function default_key('email');
create or replace trigger organization_has_key before insert on organization
    for each row execute function default_key('slug');

create or replace function keep_former_slug() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    insert into former_slug (organization_id, slug) values (old.id, old.slug)
        on conflict (organization_id, slug) do update set given_up_at = excluded.given_up_at;
    return null;
end
$$;
revoke all on function keep_former_slug() from public;
create or replace trigger changed_slug_is_kept after update on organization
    for each row when (old.slug <> new.slug) execute function keep_former_slug();

-- The credentials of the user with that e-mail address, in lower case; no row if there is none or the user is retired. The
-- application reads the credentials of one user at a time: of the one who signs in.
create or replace function credentials_of(user_email text)
    returns table (user_id uuid, email text, password_hash text, credential_version integer)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select u.id, u.email, u.password_hash, u.credential_version
      from user_account u
     where u.email = credentials_of.user_email and u.source <> 'PROVIDER' and u.password_hash is not null
       and u.retired_at is null;
end;

-- The user with their memberships, first those as an admin, then by name of the Organization, as JSON in the shape of the
-- record UserWithMemberships; null if there is no such user. It is read with the session of each request. With each membership
-- come the access groups that the Organization is in now, and when the agreement was signed that it has outside: what it may see
-- ends at the next request, too. So does everything in
-- an Organization that the desk suspends.
--
-- A membership that a provider names counts in sessions that began there, so that nobody who is disabled at the provider keeps it
-- by a password or a passkey. A membership from the files does not count in the session of a provider that may not name its
-- Organization: whoever runs that provider could be anybody there.
--
-- session: in which it counts; null for one that began here, by a password or a passkey
create or replace function user_with_memberships(user_id uuid, session char(36)) returns json
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select json_build_object(
               'id', json_build_object('value', u.id),
               'credentialVersion', u.credential_version,
               'name', u.name,
               'email', u.email,
               'readAt', statement_timestamp(),
               'memberships', array(
                   select json_build_object(
                              'organization', json_build_object('id', json_build_object('value', o.id), 'slug', o.slug, 'name', o.name),
                              'role', m.role,
                              'groups', array(
                                  select g.group_code from access_group_organization g
                                   where g.organization_id = o.id and g.retired_at is null
                                     and (g.valid_from <= statement_timestamp() or g.valid_from is null)
                                     and (statement_timestamp() < g.valid_until or g.valid_until is null)),
                              'agreementSignedOn', (select max(a.signed_on)
                                                      from signed_agreements_in_force(o.id, statement_timestamp()) a))
                     from member m join organization o on o.id = m.organization_id
                    where m.user_id = u.id and m.retired_at is null and o.retired_at is null and o.suspended_at is null
                      and case m.source
                              when 'PROVIDER' then m.issuer = signed_in.issuer
                              when 'FILES' then signed_in.issuer is null
                                                or exists (select from identity_provider p
                                                            where p.issuer = signed_in.issuer
                                                              and (p.organizations = '{}' or o.key = any (p.organizations)))
                              else true
                          end
                    order by m.role, lower(o.name), o.id),
               'deskRoles', array(
                   select distinct d.role from desk_member d
                    where d.user_id = u.id and desk_role_counts(d)
                      and case d.source when 'PROVIDER' then d.issuer = signed_in.issuer else signed_in.issuer is null end
                    order by 1))
      from user_account u
      left join session_sign_in signed_in on signed_in.session_primary_id = user_with_memberships.session
                                         and signed_in.user_id = u.id
     where u.id = user_with_memberships.user_id and u.retired_at is null;
end;

-- The kinds of all password hashes in use, in order. It jumps through the index from one kind to the next, so its time does
-- not grow with the number of users.
create or replace function password_hash_kinds() returns setof text
    language sql stable rows 3 security definer set search_path = compliance_center, pg_temp
begin atomic
    with recursive kinds (kind) as (
        select min(password_hash_kind(u.password_hash)) from user_account u where u.retired_at is null
        union all
        select (select min(password_hash_kind(u.password_hash)) from user_account u
                 where u.retired_at is null and password_hash_kind(u.password_hash) > kinds.kind)
          from kinds where kinds.kind is not null)
    select kind from kinds where kind is not null;
end;

revoke all on function credentials_of(text), user_with_memberships(uuid, char), password_hash_kinds() from public;
grant execute on function credentials_of(text), user_with_memberships(uuid, char), password_hash_kinds()
    to ${application_role};

-- Retires the accounts by invitation that have one of the addresses, for publishing, which sees the users of the files only.
--
-- users: [{"email": address}]
create or replace function retire_invited_accounts(users jsonb) returns table (email text, id uuid)
    language sql volatile security definer set search_path = compliance_center, pg_temp
begin atomic
    update user_account as known set retired_at = now()
      from jsonb_to_recordset(retire_invited_accounts.users) as wanted (email text)
     where known.email = wanted.email and known.source = 'INVITATION' and known.retired_at is null
    returning known.email, known.id;
end;

-- Refreshes the statistics by which PostgreSQL plans the statements of every page.
create or replace function analyze_directory() returns void
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    analyze user_account, organization, member, access_group, access_group_organization;
end
$$;

revoke all on function retire_invited_accounts(jsonb), analyze_directory() from public;
grant execute on function retire_invited_accounts(jsonb), analyze_directory() to ${publisher_role};
