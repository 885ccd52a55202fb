-- Users, identities and memberships that come from sign-ins, and their entries in the record.
--
-- The application's role cannot write members or users. These functions check who acts, and write the entry with the change.

-- Entries -------------------------------------------------------------------------------------------------------------------

create or replace function member_payload(organization uuid, member_id uuid) returns json
    language sql stable
    return (select json_strip_nulls(json_build_object(
                'id', u.id, 'name', u.name, 'email', u.email, 'emailVerified', nullif(u.email_verified, true),
                'role', m.role, 'source', lower(m.source),
                'issuer', m.issuer))
              from user_account u left join member m on m.user_id = u.id and m.organization_id = organization
             where u.id = member_id);

-- An entry in an Organization's chain about one of its members.
--
-- content: what else it says
create or replace function append_member_entry(entry_kind text, organization uuid, member_id uuid, content jsonb)
    returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        organization, entry_kind,
        (jsonb_build_object(
            'organization', (select jsonb_build_object('id', o.id, 'name', o.name)
                               from organization o where o.id = append_member_entry.organization),
            'member', member_payload(organization, member_id)) || content)::json,
        member_id, null, null);
end
$$;

-- The same entry in each Organization that the user belongs to; in the order of ids, so that no two of them deadlock.
create or replace function append_entry_for_user(entry_kind text, member_id uuid, content jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    belongs_to uuid;
begin
    for belongs_to in
        select m.organization_id from member m
         where m.user_id = member_id and m.retired_at is null order by m.organization_id
    loop
        perform append_member_entry(entry_kind, belongs_to, member_id, content);
    end loop;
end
$$;

-- An entry in the user's own chain, which belongs to no Organization.
create or replace function append_user_entry(entry_kind text, about uuid, content jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        about, entry_kind, (jsonb_build_object('member', member_payload(null, about)) || content)::json, about, null, null);
end
$$;

-- The entries of the current user's own chain, latest first, before the given sequence. No policy of evidence_entry shows them:
-- with a second policy, PostgreSQL would expect next to no rows in an Organization's chain, and read all of them by the wrong
-- index.
create or replace function own_entries(before bigint, most integer)
    returns table (sequence bigint, recorded_at timestamptz, kind text, payload bytea)
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select e.sequence, e.recorded_at, e.kind, e.payload
      from evidence_entry e
     where e.chain_id = current_user_id() and e.sequence < own_entries.before
     order by e.sequence desc
     limit least(own_entries.most, 1000);
end;

-- What people know a provider by: its name, or its address if it is not configured any more.
create or replace function provider_name(issuer text) returns text
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select coalesce((select p.name from identity_provider p where p.issuer = provider_name.issuer),
                    regexp_replace(provider_name.issuer, '^https?://', ''));
end;

-- What the providers may do, for an instance that compares it with its configuration.
create or replace function known_providers() returns json
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select coalesce(json_agg(p order by p.id), '[]') from identity_provider p;
end;

-- Sign-in through a provider ------------------------------------------------------------------------------------------------

-- Whether the provider owns the address's domain and says that it is verified.
create or replace function owns_address(provider identity_provider, email text, email_verified boolean) returns boolean
    language sql immutable
    return coalesce(email_verified, false) and split_part(email, '@', -1) = any (provider.domains);

-- Finds the user with that identity, or makes one, and sets the memberships that the provider names.
--
-- An existing account with the address gets the identity, if the provider owns the address's domain and says that it is
-- verified, and all the account's memberships are in Organizations that the provider may name.
--
-- memberships: [{"organization": key, "role": "ADMIN"}]; null if the provider did not say, and then nothing changes. A role that is
--              null was not said: that membership does not change.
-- desk_roles:  at the vendor's desk; null if the provider did not say. Those that it may not give are left out.
-- returns:     one row. The reason is null if the user may sign in.
create or replace function sign_in_by_provider(issuer text, subject text, email text, name text, email_verified boolean,
                                               memberships jsonb, desk_roles text[] default null)
    returns table (user_id uuid, credential_version integer, reason text)
    language plpgsql rows 1 security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
#variable_conflict use_column
declare
    provider identity_provider;
    scope text[];
    owns_address boolean;
    account user_account;
    known boolean;
    linked boolean := false;
    changed boolean := false;
    invited invitation;
begin
    if is_plain_text(sign_in_by_provider.name, 200) is not true then
        raise exception 'not a name that can be recorded' using errcode = 'check_violation';
    end if;
    perform lock_publication_shared();
    select p.* into provider from identity_provider p where p.issuer = sign_in_by_provider.issuer;
    if not found then
        return query select null::uuid, null::integer, 'the database does not know the provider';
        return;
    end if;
    scope := nullif(provider.organizations, '{}');
    owns_address := owns_address(provider, sign_in_by_provider.email, email_verified);
    if not provider.names_organizations and provider.domains <> '{}' and not owns_address then
        memberships := null;
    end if;
    -- Two first sign-ins at once make one user.
    perform pg_advisory_xact_lock(hashtextextended('compliance_center.identity ' || sign_in_by_provider.issuer || ' '
                                                   || sign_in_by_provider.subject, 0));
    select u.* into account
      from user_identity i join user_account u on u.id = i.user_id
     where i.issuer = sign_in_by_provider.issuer and i.subject = sign_in_by_provider.subject;
    known := found;
    if known and account.retired_at is not null then
        return query select null::uuid, null::integer, 'the user is retired';
        return;
    end if;

    if not known and owns_address then
        select u.* into account from user_account u
         where u.email = sign_in_by_provider.email and u.source <> 'PROVIDER' and u.retired_at is null
           and not exists (select from user_identity i where i.user_id = u.id and i.issuer = provider.issuer)
           and exists (select from member m where m.user_id = u.id and m.retired_at is null)
           and not exists (select from member m join organization o on o.id = m.organization_id
                            where m.user_id = u.id and m.retired_at is null
                              and scope is not null and o.key <> all (scope))
           for update;
        linked := found;
        known := linked;
    end if;

    if not known then
        if not provider.creates_users then
            return query select null::uuid, null::integer, 'the identity is unknown, and the provider makes no users';
            return;
        end if;
        if not exists (select from named_memberships(scope, memberships) named where named.role is not null)
           and not (owns_address and account_of(sign_in_by_provider.email) is null
                    and exists (select from imported_invitations(sign_in_by_provider.email, scope)))
            and not coalesce(desk_roles && provider.desk_roles, false) then
            return query select null::uuid, null::integer, 'the identity is unknown, and its claims give it no role in an Organization';
            return;
        end if;
        insert into user_account (email, email_verified, name, source)
        values (sign_in_by_provider.email, coalesce(sign_in_by_provider.email_verified, false), sign_in_by_provider.name,
                'PROVIDER')
        returning * into account;
        insert into user_identity (issuer, subject, user_id)
        values (sign_in_by_provider.issuer, sign_in_by_provider.subject, account.id);
    else
        changed := account.source = 'PROVIDER'
                   and (account.email, account.email_verified, account.name)
                       <> (sign_in_by_provider.email, coalesce(sign_in_by_provider.email_verified, false), sign_in_by_provider.name);
    end if;

    -- Before the first entry: the vendor's chain comes before those of the Organizations that they join.
    perform lock_chains(array(
        select * from organizations_of_sign_in(
            provider, account.id, linked or changed, memberships, sign_in_by_provider.email, email_verified)));
    if linked then
        insert into user_identity (issuer, subject, user_id)
        values (sign_in_by_provider.issuer, sign_in_by_provider.subject, account.id);
        perform append_entry_for_user(
            'identity-linked', account.id,
            jsonb_build_object('identity', jsonb_build_object(
                'issuer', sign_in_by_provider.issuer, 'subject', sign_in_by_provider.subject,
                'email', sign_in_by_provider.email)));
    elsif changed then
        update user_account u
           set email = sign_in_by_provider.email,
               email_verified = coalesce(sign_in_by_provider.email_verified, false),
               name = sign_in_by_provider.name
         where u.id = account.id;
        perform append_entry_for_user(
            'account-changed', account.id,
            jsonb_build_object('before', jsonb_strip_nulls(jsonb_build_object(
                                             'name', account.name, 'email', account.email,
                                             'emailVerified', nullif(account.email_verified, true))),
                               'issuer', sign_in_by_provider.issuer));
    end if;

    perform set_provider_memberships(sign_in_by_provider.issuer, account.id, scope, memberships);
    perform set_provider_desk_roles(provider, account.id, desk_roles);
    -- Whom the desk imported joins at the provider that vouches for the address, as by the link of a mail. An address that another
    -- account has is that one's. Nobody at the desk does.
    if not has_any_desk_role(account.id) and owns_address and account.email = sign_in_by_provider.email
       and coalesce(account_of(account.email), account.id) = account.id then
        for invited in select i.* from imported_invitations(account.email, scope) i order by i.organization_id
        loop
            -- Whoever withdraws or accepts it at the same time is first.
            perform from invitation i
              where i.id = invited.id and i.accepted_at is null and i.withdrawn_at is null for update skip locked;
            if found then
                perform join_by_invitation(invited, account.id);
            end if;
        end loop;
    end if;
    return query select account.id, account.credential_version, null::text;
end
$$;

-- The invitations of an address that the desk imported, and that count, in Organizations that a provider may name.
create or replace function imported_invitations(email text, scope text[]) returns setof invitation
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
begin
    return query
        select i.* from invitation i join organization o on o.id = i.organization_id
         where i.email = email and i.source = 'IMPORT' and i.accepted_at is null and i.withdrawn_at is null
           and i.expires_at > clock_timestamp() and (scope is null or o.key = any (scope)) and inviter_may_invite(i);
end
$$;

-- The Organizations, and the highest role in each, that a provider names and may name.
create or replace function named_memberships(scope text[], memberships jsonb)
    returns table (organization_id uuid, role text)
    language sql stable
begin atomic
    select o.id, min(named.role)
      from jsonb_to_recordset(memberships) as named (organization text, role text)
      join organization o on o.key = named.organization and o.retired_at is null
     where scope is null or o.key = any (scope)
     group by o.id;
end;

-- What is to be changed so that the memberships that come from a provider are those that it names. Memberships from elsewhere stay as
-- they are.
--
-- memberships: null if the provider did not say, and then nothing changes
create or replace function provider_membership_changes(named_by text, member_id uuid, scope text[], memberships jsonb)
    returns table (organization_id uuid, role text, role_before text, active boolean)
    language sql stable
begin atomic
    select coalesce(named.organization_id, known.organization_id), named.role, known.role,
           known.organization_id is not null and known.retired_at is null
      from named_memberships(scope, memberships) named
      full join (select m.* from member m where m.user_id = member_id) known
        on known.organization_id = named.organization_id
     where memberships is not null
       and (known.retired_at is not null and named.role is not null
            or known.organization_id is null and named.role is not null
            or (named.organization_id is null or named.role is not null) and known.source = 'PROVIDER' and known.issuer = named_by
               and known.retired_at is null and named.role is distinct from known.role);
end;

-- Makes these changes.
create or replace function set_provider_memberships(named_by text, member_id uuid, scope text[], memberships jsonb)
    returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_column
declare
    change record;
begin
    for change in
        select * from provider_membership_changes(named_by, member_id, scope, memberships) order by organization_id
    loop
        if change.role is null then
            update member m set retired_at = now()
             where m.user_id = member_id and m.organization_id = change.organization_id;
            perform append_member_entry('member-removed', change.organization_id, member_id, '{}');
        elsif change.active then
            update member m set role = change.role
             where m.user_id = member_id and m.organization_id = change.organization_id;
            perform append_member_entry('role-changed', change.organization_id, member_id,
                                        jsonb_build_object('roleBefore', change.role_before));
        else
            insert into member as m (organization_id, user_id, role, source, issuer, joined_at)
            values (change.organization_id, member_id, change.role, 'PROVIDER', named_by, clock_timestamp())
            on conflict (organization_id, user_id) do update
               set role = excluded.role, source = excluded.source, issuer = excluded.issuer,
                   joined_at = excluded.joined_at, retired_at = null
             where m.retired_at is not null;
            perform append_member_entry('member-joined', change.organization_id, member_id, '{}');
        end if;
    end loop;
end
$$;

-- The Organizations whose chains a sign-in writes to: those that the user belongs to, where each gets an entry; those where the provider
-- changes the membership; and those that an import invited the user to.
--
-- member_id: null for a user who is not there yet
create or replace function organizations_of_sign_in(provider identity_provider, member_id uuid, each_of_theirs boolean,
                                                    memberships jsonb, email text, email_verified boolean)
    returns setof uuid
    language sql stable
begin atomic
    select m.organization_id from member m where m.user_id = member_id and m.retired_at is null and each_of_theirs
     union
    select c.organization_id
      from provider_membership_changes(provider.issuer, member_id, nullif(provider.organizations, '{}'), memberships) c
     union
    select i.organization_id
      from imported_invitations(email, nullif(provider.organizations, '{}')) i
     where owns_address(provider, email, email_verified);
end;

revoke all on function known_providers(), own_entries(bigint, integer), provider_name(text), member_payload(uuid, uuid),
    append_member_entry(text, uuid, uuid, jsonb), append_entry_for_user(text, uuid, jsonb), append_user_entry(text, uuid, jsonb),
    imported_invitations(text, text[]), named_memberships(text[], jsonb),
    organizations_of_sign_in(identity_provider, uuid, boolean, jsonb, text, boolean), owns_address(identity_provider, text, boolean),
    provider_membership_changes(text, uuid, text[], jsonb), set_provider_memberships(text, uuid, text[], jsonb),
    sign_in_by_provider(text, text, text, text, boolean, jsonb, text[])
    from public;
grant execute on function known_providers(), own_entries(bigint, integer), provider_name(text),
    sign_in_by_provider(text, text, text, text, boolean, jsonb, text[])
    to ${application_role};
