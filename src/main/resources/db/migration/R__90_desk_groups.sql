-- The desk and the folder: export and publication on request. Access groups of the desk, and rules that grant requests.
--
-- As in the other files of the desk, each function checks the role of the user who acts, and writes an entry of the vendor's chain.

-- The folder -----------------------------------------------------------------------------------------------------------------

-- Begins an export of everything with the documents of the certificates, which the desk's role cannot read otherwise.
create or replace function begin_folder_export() returns uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    export uuid;
begin
    perform require_desk_role('EDITOR');
    insert into folder_export (requested_by) values (current_user_id()) returning id into export;
    perform append_evidence(
        vendor_chain(), 'folder-exported',
        json_build_object('certificates', (select count(*) from certificate c where c.retired_at is null),
                          'by', person_payload(current_user_id())),
        current_user_id(), null, null);
    return export;
end
$$;

-- A part of the document of a certificate on offer; the first byte is 1. Like read_document, it refuses unless the export is
-- committed, and so on record, recent, and of the user, who still is an editor.
create or replace function read_exported_document(export uuid, certificate uuid, from_byte integer, byte_count integer)
    returns bytea
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    begun folder_export;
begin
    perform require_desk_role('EDITOR');
    select * into begun from folder_export e where e.id = export and e.requested_by = current_user_id();
    if not found then
        raise exception 'no such export' using errcode = 'CC404';
    elsif begun.requested_in = pg_current_xact_id_if_assigned() then
        raise exception 'the export is not committed' using errcode = 'CC403';
    elsif begun.requested_at < clock_timestamp() - interval '1 hour' then
        raise exception 'the export is over' using errcode = 'CC410';
    end if;
    return (select substring(d.content from from_byte for byte_count)
              from certificate_document d join certificate c on c.id = d.certificate_id
             where c.id = certificate and c.retired_at is null);
end
$$;

-- Records that somebody has the folder published, whose edition they have seen. That they are an approver is why nobody who moves items
-- between folder and desk publishes by that alone.
create or replace function request_folder_publication(edition bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('APPROVER');
    -- "is not true": an argument that is null makes the condition null
    if (length(edition) = 32) is not true then
        raise exception 'not the hash of an edition' using errcode = 'check_violation';
    end if;
    perform append_evidence(
        vendor_chain(), 'folder-publication-requested',
        json_build_object('edition', encode(edition, 'hex'), 'by', person_payload(current_user_id())),
        current_user_id(), null, null);
end
$$;

revoke all on function request_folder_publication(bytea) from public;
grant execute on function request_folder_publication(bytea) to compliance_center_desk;
revoke all on function begin_folder_export(), read_exported_document(uuid, uuid, integer, integer) from public;
grant execute on function begin_folder_export(), read_exported_document(uuid, uuid, integer, integer) to compliance_center_desk;

-- Access groups of the desk --------------------------------------------------------------------------------------------------

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
    perform require_desk_role('SUPPORT');
    perform lock_publication();
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

-- Refuses a group that is not the desk's, with everything locked that changes who may see what.
create or replace function require_desk_group(group_code text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    manager text;
begin
    perform lock_publication();
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
    perform require_desk_role('SUPPORT');
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
    perform require_desk_role('SUPPORT');
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

-- An Organization is to be in a group, which opens certificates to it once somebody else approves it.
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
    perform require_desk_role('SUPPORT');
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
    insert into access_group_proposal (group_code, organization_id, valid_from, valid_until, proposed_by)
    values (group_code, organization, valid_from, valid_until, current_user_id()) returning * into proposed;
    perform append_group_entry('access-group-proposed', proposed, '{}');
    return 'PROPOSED';
end
$$;

-- An approver other than the author decides. The author may take it back.
--
-- returns: APPROVED, DECLINED; OWN if the author approves; or PAST if the end has passed
create or replace function decide_group_access(proposal uuid, approved boolean) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    open_proposal access_group_proposal;
begin
    perform lock_publication();
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
    elsif is_same_person(open_proposal.proposed_by, current_user_id()) then
        return 'OWN';
    elsif open_proposal.valid_until <= clock_timestamp() then
        return 'PAST';
    end if;
    perform require_desk_group(open_proposal.group_code);
    if not exists (select from organization o where o.id = open_proposal.organization_id and o.retired_at is null) then
        raise exception 'the Organization is retired' using errcode = 'CC409';
    end if;
    update access_group_proposal p
       set state = 'APPROVED', decided_by = current_user_id(), decided_at = clock_timestamp()
     where p.id = open_proposal.id;
    perform append_group_entry('access-group-approved', open_proposal,
                               jsonb_build_object('proposedBy', person_payload(open_proposal.proposed_by)));
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
    perform require_desk_role('SUPPORT');
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

-- Rules that grant requests --------------------------------------------------------------------------------------------------

create or replace function request_rule_payload(r request_rule) returns jsonb
    language sql stable
    return jsonb_strip_nulls(jsonb_build_object(
        'id', r.id, 'certification', r.certification_code, 'version', (select c.version from certificate c where c.id = r.certificate_id),
        'domain', r.email_domain, 'group', access_group_payload(r.group_code), 'days', r.days));

create or replace function append_rule_entry(entry_kind text, r request_rule, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), entry_kind,
        (jsonb_build_object('rule', request_rule_payload(r), 'by', person_payload(current_user_id())) || more)::json,
        current_user_id(), null, null);
end
$$;

-- A rule is to grant requests once somebody else approves it.
--
-- certificate: null for every certificate of the certification
-- domain, group_code: one of them
create or replace function propose_request_rule(certification text, certificate uuid, domain text, group_code text, days integer)
    returns uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    proposed request_rule;
begin
    perform require_desk_role('SUPPORT');
    perform lock_publication();
    if not exists (select from certification c where c.code = certification and c.retired_at is null)
        or (certificate is not null and not exists (select from certificate c
                                                     where c.id = certificate and c.certification_code = certification
                                                       and c.retired_at is null))
        or (group_code is not null and not exists (select from access_group g
                                                    where g.code = group_code and g.retired_at is null)) then
        raise exception 'no such certificate or group' using errcode = 'CC404';
    end if;
    insert into request_rule (certification_code, certificate_id, email_domain, group_code, days, proposed_by)
    values (certification, certificate, domain, group_code, days, current_user_id()) returning * into proposed;
    perform append_rule_entry('request-rule-proposed', proposed, '{}');
    return proposed.id;
end
$$;

-- An approver other than the author decides about a proposed rule.
--
-- returns: APPROVED, DECLINED, or OWN if the author approves
create or replace function decide_request_rule(rule uuid, approved boolean) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    proposed request_rule;
begin
    perform lock_publication();
    perform require_desk_role('APPROVER');
    select * into proposed from request_rule r where r.id = rule for update;
    if not found then
        raise exception 'no such rule' using errcode = 'CC404';
    elsif proposed.state <> 'PROPOSED' then
        raise exception 'the rule is decided' using errcode = 'CC409';
    elsif approved is not true then
        update request_rule r set state = 'DECLINED', ended_by = current_user_id(), ended_at = clock_timestamp()
         where r.id = proposed.id;
        perform append_rule_entry('request-rule-declined', proposed,
                                  jsonb_build_object('proposedBy', person_payload(proposed.proposed_by)));
        return 'DECLINED';
    elsif is_same_person(proposed.proposed_by, current_user_id()) then
        return 'OWN';
    end if;
    update request_rule r set state = 'ACTIVE', approved_by = current_user_id(), approved_at = clock_timestamp()
     where r.id = proposed.id;
    perform append_rule_entry('request-rule-approved', proposed,
                              jsonb_build_object('proposedBy', person_payload(proposed.proposed_by)));
    return 'APPROVED';
end
$$;

-- Ends a rule at once, or takes a proposal back. What it has granted stays.
create or replace function end_request_rule(rule uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    ended request_rule;
begin
    perform require_desk_role('SUPPORT');
    perform lock_publication();
    update request_rule r
       set state = case r.state when 'ACTIVE' then 'ENDED' else 'DECLINED' end,
           ended_by = current_user_id(), ended_at = clock_timestamp()
     where r.id = rule and r.state in ('PROPOSED', 'ACTIVE') returning * into ended;
    if not found then
        raise exception 'no such rule' using errcode = 'CC404';
    end if;
    perform append_rule_entry('request-rule-ended', ended, '{}');
end
$$;

-- Whether the address is the person's, and the domain's owner vouches for it: from the files, by a link that was mailed there, or of a
-- provider that owns the domain.
create or replace function has_address_at(user_id uuid, domain text) returns boolean
    language sql stable
begin atomic
    select exists (
        select from user_account u
         where u.id = has_address_at.user_id and u.retired_at is null and u.email_verified
           and substring(u.email from '[^@]+$') = has_address_at.domain
           and (u.source <> 'PROVIDER'
                or exists (select from user_identity i join identity_provider p on p.issuer = i.issuer
                            where i.user_id = u.id and has_address_at.domain = any (p.domains))));
end;

-- Grants a request that was just made, if a rule says so; of several the one that grants longest. The caller holds the publication
-- lock.
--
-- returns: whether it is granted
create or replace function apply_request_rules(asked certificate_request) returns boolean
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    rule request_rule;
    granted certificate_request;
begin
    select r.* into rule
      from request_rule r join certificate c on c.id = asked.certificate_id
     where r.state = 'ACTIVE' and r.certification_code = c.certification_code
       and (r.certificate_id is null or r.certificate_id = c.id)
       and (has_address_at(asked.requested_by, r.email_domain)
            or exists (select from access_group_organization m join access_group g on g.code = m.group_code
                        where m.group_code = r.group_code and m.organization_id = asked.organization_id
                          and m.retired_at is null and g.retired_at is null
                          and (m.valid_from <= clock_timestamp() or m.valid_from is null)
                          and (clock_timestamp() < m.valid_until or m.valid_until is null)))
     order by r.days desc, r.id limit 1;
    if not found then
        return false;
    end if;
    update certificate_request r
       set state = 'GRANTED', rule_id = rule.id, decided_at = clock_timestamp(),
           granted_until = clock_timestamp() + make_interval(days => rule.days)
     where r.id = asked.id returning * into granted;
    insert into certificate_access (certificate_id, organization_id, valid_until, managed_by)
    values (granted.certificate_id, granted.organization_id, granted.granted_until, 'DESK');
    -- Customers learn that it was a rule, and the vendor's chain has which.
    perform append_request_entry('request-granted', granted,
                                 jsonb_build_object('until', utc_text(granted.granted_until), 'rule', rule.id));
    perform append_evidence(
        vendor_chain(), 'request-granted',
        json_build_object(
            'organization', (select json_build_object('id', o.id, 'name', o.name) from organization o where o.id = granted.organization_id),
            'certificate', certificate_payload(granted.certificate_id), 'request', granted.id,
            'requestedBy', person_payload(granted.requested_by), 'until', utc_text(granted.granted_until),
            'rule', request_rule_payload(rule)),
        null, granted.certificate_id, granted.id);
    return true;
end
$$;

revoke all on function propose_request_rule(text, uuid, text, text, integer), decide_request_rule(uuid, boolean),
    end_request_rule(uuid) from public;
grant execute on function propose_request_rule(text, uuid, text, text, integer), decide_request_rule(uuid, boolean),
    end_request_rule(uuid) to compliance_center_desk;
