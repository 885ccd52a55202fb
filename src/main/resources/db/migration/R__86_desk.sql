-- The people at the desk, and their roles.
--
-- Each function checks the role of the user who acts, and writes an entry of the vendor's chain with the step.

create or replace function has_desk_role(user_id uuid, role text) returns boolean
    language sql stable
begin atomic
    select exists (select from desk_member d join user_account u on u.id = d.user_id
                    where d.user_id = has_desk_role.user_id and d.role = has_desk_role.role
                      and d.retired_at is null and u.retired_at is null);
end;

create or replace function require_desk_role(role text) returns void
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
begin
    if has_desk_role(current_user_id(), role) is not true then
        raise exception 'only % may do this', role using errcode = 'CC403';
    end if;
end
$$;

create or replace function require_desk_role(role text, other text) returns void
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
begin
    if (has_desk_role(current_user_id(), role) or has_desk_role(current_user_id(), other)) is not true then
        raise exception 'only % and % may do this', role, other using errcode = 'CC403';
    end if;
end
$$;

-- Whether two accounts are one, or have the same address: whoever has an account from the files and one of a provider is no second
-- person.
create or replace function is_same_person(one uuid, other uuid) returns boolean
    language sql stable
begin atomic
    select one = other
           or exists (select from user_account a join user_account b on b.email = a.email where a.id = one and b.id = other);
end;

-- The vendor's people with their roles, as published files say.
create or replace function publish_desk_members(people jsonb) returns integer
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
declare
    change record;
    changes integer := 0;
begin
    for change in
        merge into desk_member as known
        using (select u.id as user_id, entry.role
                 from jsonb_to_recordset(people) as entry (email text, role text)
                 join user_account u on u.email = entry.email and u.source = 'FILES' and u.retired_at is null) as wanted
        on (known.user_id, known.role) = (wanted.user_id, wanted.role) and known.source = 'FILES'
        when not matched by target then
            insert (user_id, role) values (wanted.user_id, wanted.role)
        when matched and known.retired_at is not null then
            update set retired_at = null
        when not matched by source and known.source = 'FILES' and known.retired_at is null then
            update set retired_at = clock_timestamp()
        returning new.user_id as user_id, new.role as role, new.retired_at as retired_at
    loop
        changes := changes + 1;
        perform append_evidence(
            vendor_chain(), case when change.retired_at is null then 'desk-role-given' else 'desk-role-taken-away' end,
            json_build_object('member', person_payload(change.user_id), 'role', change.role, 'source', 'files'),
            change.user_id, null, null);
    end loop;
    return changes;
end
$$;

revoke all on function publish_desk_members(jsonb) from public;
-- Publishing a folder
grant execute on function publish_desk_members(jsonb) to ${publisher_role};
