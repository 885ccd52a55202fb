-- Access groups of the desk.
--
-- As in the other files of the desk, each function checks the role of the user who acts, and writes an entry of the vendor's chain.

-- Whoever acts at the desk changes its own groups only. The folder's publisher has a policy for the same.
create or replace function keep_desk_to_its_groups() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if session_user = 'compliance_center_desk'
        and not exists (select from access_group g
                         where g.code = to_jsonb(new) ->> tg_argv[0] and g.managed_by = 'DESK') then
        raise exception 'the group is managed in the folder' using errcode = 'CC409';
    end if;
    return null;
end
$$;
create or replace trigger access_group_keeps_to_manager after insert or update on access_group
    for each row execute function keep_desk_to_its_groups('code');
create or replace trigger access_group_organization_keeps_to_manager after insert or update on access_group_organization
    for each row execute function keep_desk_to_its_groups('group_code');

-- The entry of a step that is none of the tables' own: see R__45_access.sql.
create or replace function append_group_entry(entry_kind text, p access_group_proposal, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), entry_kind,
        (jsonb_strip_nulls(jsonb_build_object(
            'group', access_group_payload(p.group_code),
            'organization', (select jsonb_build_object('id', o.id, 'name', o.name) from organization o where o.id = p.organization_id),
            'from', utc_text(p.valid_from), 'until', utc_text(p.valid_until),
            'by', person_payload(current_user_id()))) || more)::json,
        current_user_id(), null, null);
end
$$;

-- returns: whether there is a group, of the folder or the desk, with that code already. If not, it is made, without Organizations.
create or replace function create_access_group(code text, name text) returns boolean
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_as('SUPPORT');
    if exists (select from access_group g
                where g.code = create_access_group.code and (g.retired_at is null or g.managed_by = 'FOLDER')) then
        return false;
    end if;
    -- One that was retired has no Organizations either.
    insert into access_group as known (code, name, managed_by)
    values (create_access_group.code, create_access_group.name, 'DESK')
    on conflict on constraint access_group_pkey do update set name = excluded.name, retired_at = null;
    return true;
end
$$;

-- Refuses a group that is not the desk's. The caller holds the publication lock, as for all changes of who may see what.
create or replace function require_desk_group(group_code text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    manager text;
begin
    select g.managed_by into manager from access_group g where g.code = group_code and g.retired_at is null;
    if not found then
        raise exception 'no such group' using errcode = 'CC404';
    elsif manager <> 'DESK' then
        raise exception 'the group is managed in the folder' using errcode = 'CC409';
    end if;
end
$$;

create or replace function rename_access_group(code text, name text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_as('SUPPORT');
    perform require_desk_group(code);
    update access_group g set name = rename_access_group.name
     where g.code = rename_access_group.code and g.name <> rename_access_group.name;
end
$$;

-- Its Organizations leave it, and rules for them end, so that nothing is for a group that somebody makes with that code later.
create or replace function retire_access_group(code text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    open_proposal access_group_proposal;
    ended request_rule;
begin
    perform lock_publication_as('SUPPORT');
    perform require_desk_group(code);
    for ended in
        update request_rule r
           set state = case r.state when 'ACTIVE' then 'ENDED' else 'DECLINED' end,
               ended_by = current_user_id(), ended_at = clock_timestamp()
         where r.group_code = code and r.state in ('PROPOSED', 'ACTIVE') returning *
    loop
        perform append_rule_entry('request-rule-ended', ended, '{}');
    end loop;
    for open_proposal in
        update access_group_proposal p set state = 'DECLINED', decided_by = current_user_id(), decided_at = clock_timestamp()
         where p.group_code = code and p.state = 'OPEN' returning *
    loop
        perform append_group_entry('access-group-declined', open_proposal, '{}');
    end loop;
    update access_group_organization m set retired_at = clock_timestamp() where m.group_code = code and m.retired_at is null;
    update access_group g set retired_at = clock_timestamp() where g.code = retire_access_group.code;
end
$$;

-- An Organization is to be in a group, which opens certificates to it once it is approved.
--
-- returns: PROPOSED; ALREADY if it is in the group, or proposed; or PAST if the end has passed
create or replace function propose_group_access(group_code text, organization uuid, valid_from timestamptz, valid_until timestamptz)
    returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    proposed access_group_proposal;
begin
    perform lock_publication_as('SUPPORT');
    perform require_desk_group(group_code);
    if not exists (select from organization o where o.id = organization and o.retired_at is null) then
        raise exception 'no such Organization' using errcode = 'CC404';
    elsif exists (select from access_group_organization m
                   where m.group_code = group_code and m.organization_id = organization and m.retired_at is null
                     and (clock_timestamp() < m.valid_until or m.valid_until is null))
        or exists (select from access_group_proposal p
                    where p.group_code = group_code and p.organization_id = organization and p.state = 'OPEN') then
        return 'ALREADY';
    elsif valid_until <= clock_timestamp() then
        return 'PAST';
    end if;
    insert into access_group_proposal (group_code, group_name, organization_id, organization_name, valid_from, valid_until, proposed_by)
    select g.code, g.name, o.id, o.name, valid_from, valid_until, current_user_id()
      from access_group g, organization o where g.code = group_code and o.id = organization
    returning * into proposed;
    perform append_group_entry('access-group-proposed', proposed, '{}');
    return 'PROPOSED';
end
$$;

-- An approver other than the author decides, unless the second person is switched off. The author may take it back.
--
-- returns: APPROVED, DECLINED; OWN if the author approves; PAST if the end has passed; or RENAMED if the group or the Organization
--          has another name now than when it was proposed: the author and the approver could mean different ones
create or replace function decide_group_access(proposal uuid, approved boolean) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    open_proposal access_group_proposal;
    alone boolean;
begin
    -- Which role it takes depends on the proposal, and is asked for after the lock.
    perform lock_publication_as('APPROVER', 'SUPPORT');
    select * into open_proposal from access_group_proposal p where p.id = proposal for update;
    if has_desk_role(current_user_id(), 'APPROVER') is not true
        and (approved or not found or open_proposal.proposed_by is distinct from current_user_id()
             or has_desk_role(current_user_id(), 'SUPPORT') is not true) then
        raise exception 'only APPROVER may do this' using errcode = 'CC403';
    elsif open_proposal.id is null then
        raise exception 'no such proposal' using errcode = 'CC404';
    elsif open_proposal.state <> 'OPEN' then
        raise exception 'the proposal is decided' using errcode = 'CC409';
    end if;
    if approved is not true then
        update access_group_proposal p
           set state = 'DECLINED', decided_by = current_user_id(), decided_at = clock_timestamp()
         where p.id = open_proposal.id;
        perform append_group_entry('access-group-declined', open_proposal,
                                   jsonb_build_object('proposedBy', person_payload(open_proposal.proposed_by)));
        return 'DECLINED';
    end if;
    alone := is_same_person(open_proposal.proposed_by, current_user_id());
    if alone and requires_second_person() then
        return 'OWN';
    elsif open_proposal.valid_until <= clock_timestamp() then
        return 'PAST';
    end if;
    perform require_desk_group(open_proposal.group_code);
    if not exists (select from access_group g join organization o on o.id = open_proposal.organization_id
                    where g.code = open_proposal.group_code
                      and (g.name, o.name) = (open_proposal.group_name, open_proposal.organization_name)) then
        return 'RENAMED';
    end if;
    if not exists (select from organization o where o.id = open_proposal.organization_id and o.retired_at is null) then
        raise exception 'the Organization is retired' using errcode = 'CC409';
    end if;
    update access_group_proposal p
       set state = 'APPROVED', decided_by = current_user_id(), decided_at = clock_timestamp(), approved_alone = alone
     where p.id = open_proposal.id;
    perform append_group_entry('access-group-approved', open_proposal,
                               jsonb_build_object('proposedBy', person_payload(open_proposal.proposed_by))
                                   || without_second_person(alone));
    insert into access_group_organization (group_code, organization_id, valid_from, valid_until)
    values (open_proposal.group_code, open_proposal.organization_id, open_proposal.valid_from, open_proposal.valid_until);
    return 'APPROVED';
end
$$;

-- An Organization leaves a group, at once: this opens nothing.
create or replace function end_group_access(group_code text, organization uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_as('SUPPORT');
    perform require_desk_group(group_code);
    update access_group_organization m set retired_at = clock_timestamp()
     where m.group_code = end_group_access.group_code and m.organization_id = organization and m.retired_at is null;
end
$$;

revoke all on function keep_desk_to_its_groups(), create_access_group(text, text), rename_access_group(text, text),
    retire_access_group(text), propose_group_access(text, uuid, timestamptz, timestamptz), decide_group_access(uuid, boolean),
    end_group_access(text, uuid) from public;
grant execute on function create_access_group(text, text), rename_access_group(text, text), retire_access_group(text),
    propose_group_access(text, uuid, timestamptz, timestamptz), decide_group_access(uuid, boolean), end_group_access(text, uuid)
    to compliance_center_desk;
