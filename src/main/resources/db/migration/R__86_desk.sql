-- The people at the desk, and their roles.
--
-- Each function checks the role of the user who acts, and writes an entry of the vendor's chain with the step.

create or replace function has_desk_role(user_id uuid, role text) returns boolean
    language sql stable
begin atomic
    select exists (select from desk_member d join user_account u on u.id = d.user_id
                    where d.user_id = has_desk_role.user_id and d.role = has_desk_role.role
                      and desk_role_counts(d) and u.retired_at is null);
end;

-- One of these roles is enough.
create or replace function require_desk_role(variadic roles text[]) returns void
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
begin
    if not exists (select from unnest(roles) as required (role) where has_desk_role(current_user_id(), required.role)) then
        raise exception 'only % may do this', array_to_string(roles, ' or ') using errcode = 'CC403';
    end if;
end
$$;

-- Takes the publication lock for somebody with one of these roles. The role is asked for before, so that nobody else waits and stops
-- others, and after, because it may have been taken away while they waited. Whoever takes a role away takes the lock as well.
create or replace function lock_publication_as(variadic roles text[]) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role(variadic roles);
    perform lock_publication();
    perform require_desk_role(variadic roles);
end
$$;

-- An address that an account has or had while it worked at the desk.
create or replace function keep_desk_address() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if tg_table_name = 'desk_member' then
        insert into desk_address (user_id, email)
        select u.id, u.email from user_account u where u.id = new.user_id and u.erased_at is null on conflict do nothing;
    elsif new.erased_at is null and exists (select from desk_member d where d.user_id = new.id) then
        insert into desk_address (user_id, email) values (new.id, new.email) on conflict do nothing;
    end if;
    return null;
end
$$;
revoke all on function keep_desk_address() from public;
create or replace trigger desk_member_keeps_address after insert or update on desk_member
    for each row execute function keep_desk_address();
create or replace trigger user_keeps_desk_address after update of email on user_account
    for each row when (new.email <> old.email) execute function keep_desk_address();

-- Whether two accounts are one, or have an address in common, or had one while they worked at the desk: whoever has an account from the
-- files and one of a provider is no second person, also after changing the address of one of them.
create or replace function is_same_person(one uuid, other uuid) returns boolean
    language sql stable
begin atomic
    with address as (
        select u.id as user_id, u.email from user_account u where u.id in (one, other)
        union
        select k.user_id, k.email from desk_address k where k.user_id in (one, other))
    select one = other
           or exists (select from address a join address b on b.email = a.email where a.user_id = one and b.user_id = other);
end;

-- The addresses of everybody who works at the desk.
create or replace function desk_addresses() returns setof text
    language sql stable
begin atomic
    select u.email from desk_member d join user_account u on u.id = d.user_id where desk_role_counts(d) and u.retired_at is null;
end;

-- Whether somebody else than its authors has to approve what the desk publishes, or opens to customers. Purges need two persons
-- whatever it says.
create or replace function requires_second_person() returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
    return coalesce((select a.second_person from desk_approval a), true);

-- What the entry of an approval says of it.
--
-- alone: whether an author has approved it
create or replace function without_second_person(alone boolean) returns jsonb
    language sql immutable
    return case when alone then jsonb_build_object('secondPerson', false) else '{}' end;

-- For whoever writes one of the tables with approvals, on any path.
create or replace function refuse_approval_alone() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if requires_second_person() then
        raise exception 'an author cannot approve' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create or replace trigger access_group_proposal_needs_second_person before insert or update of approved_alone on access_group_proposal
    for each row when (new.approved_alone) execute function refuse_approval_alone();
create or replace trigger request_rule_needs_second_person before insert or update of approved_alone on request_rule
    for each row when (new.approved_alone) execute function refuse_approval_alone();
create or replace trigger signed_agreement_needs_second_person before insert or update of approved_alone on signed_agreement
    for each row when (new.approved_alone) execute function refuse_approval_alone();

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

revoke all on function publish_desk_members(jsonb), requires_second_person() from public;
grant execute on function requires_second_person() to compliance_center_desk, ${publisher_role};
-- Publishing a folder
grant execute on function publish_desk_members(jsonb) to ${publisher_role};
