-- Roles at the desk that come from sign-ins through a provider, and end by themselves.

-- In the vendor's chain: a desk role that a provider gave, or that was taken away.
create or replace function append_desk_role_entry(d desk_member, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), case when d.retired_at is null then 'desk-role-given' else 'desk-role-taken-away' end,
        (jsonb_build_object('member', person_payload(d.user_id), 'role', d.role, 'source', 'provider', 'issuer', d.issuer) || more)::json,
        d.user_id, null, null);
end
$$;

-- Makes the desk roles that come from a provider those that it names and may give. Those from elsewhere stay as they are. What it
-- may not give any more is taken, also if it does not say anything. What it names counts for its time again; what it does not say
-- anything of ends by itself.
create or replace function set_provider_desk_roles(provider identity_provider, person uuid, named text[]) returns void
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    change record;
    expiry constant timestamptz := clock_timestamp() + make_interval(days => provider.desk_role_days);
begin
    perform retire_expired_desk_roles();
    for change in
        merge into desk_member as known
        using (select distinct role from unnest(named) as role where role = any (provider.desk_roles)) as wanted
        on known.user_id = person and known.issuer = provider.issuer and known.role = wanted.role
        when not matched by target then
            insert (user_id, role, source, issuer, expires_at)
            values (person, wanted.role, 'PROVIDER', provider.issuer, expiry)
        when matched and known.retired_at is not null then
            update set retired_at = null, expires_at = expiry
        when not matched by source and known.user_id = person and known.issuer = provider.issuer and known.retired_at is null
            and (named is not null or known.role <> all (provider.desk_roles)) then
            update set retired_at = clock_timestamp()
        returning new as changed
    loop
        perform append_desk_role_entry(change.changed, '{}');
    end loop;
    update desk_member d set expires_at = expiry
     where d.user_id = person and d.issuer = provider.issuer and d.retired_at is null and d.role = any (named);
end
$$;

-- Records the end of the desk roles that no sign-in has confirmed in time.
create or replace function retire_expired_desk_roles() returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    expired desk_member;
begin
    for expired in
        update desk_member d set retired_at = clock_timestamp()
         where d.retired_at is null and d.expires_at <= clock_timestamp() returning *
    loop
        perform append_desk_role_entry(expired, jsonb_build_object('expired', true));
    end loop;
end
$$;

-- Takes the desk roles that their provider may not give any more, or that is not configured any more. The owner calls it with each
-- migration, so that nobody keeps them until they sign in again. A shorter time counts at once, too.
create or replace function take_disallowed_desk_roles() returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    taken desk_member;
begin
    for taken in
        update desk_member d set retired_at = clock_timestamp()
         where d.issuer is not null and d.retired_at is null
           and not exists (select from identity_provider p where p.issuer = d.issuer and d.role = any (p.desk_roles))
        returning *
    loop
        perform append_desk_role_entry(taken, '{}');
    end loop;
    update desk_member d set expires_at = least(d.expires_at, clock_timestamp() + make_interval(days => p.desk_role_days))
      from identity_provider p where p.issuer = d.issuer and d.retired_at is null;
end
$$;

revoke all on function append_desk_role_entry(desk_member, jsonb), set_provider_desk_roles(identity_provider, uuid, text[]),
    retire_expired_desk_roles(), take_disallowed_desk_roles()
    from public;
