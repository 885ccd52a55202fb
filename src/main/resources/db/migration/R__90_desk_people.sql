-- Who works at the desk. Roles never come from the desk; but an approver takes one away that a provider gave to somebody who has left.

-- Takes the desk roles that providers gave to a person. Their next sign-in at a provider that names them still gives them again; what
-- the folder gives is changed there.
--
-- returns: whether there were any
create or replace function take_desk_roles(person uuid, reason text) returns boolean
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    taken desk_member;
    any_taken boolean := false;
begin
    -- As a sign-in, which gives them
    perform lock_publication_as('APPROVER');
    perform require_reason(reason);
    for taken in
        update desk_member d set retired_at = clock_timestamp()
         where d.user_id = person and d.source = 'PROVIDER' and d.retired_at is null returning *
    loop
        any_taken := true;
        perform append_desk_role_entry(
            taken, jsonb_build_object('reason', reason, 'by', person_payload(current_user_id())));
    end loop;
    return any_taken;
end
$$;

revoke all on function take_desk_roles(uuid, text) from public;
grant execute on function take_desk_roles(uuid, text) to compliance_center_desk;
