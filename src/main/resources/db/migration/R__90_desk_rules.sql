-- Rules that grant requests.
--
-- As in the other files of the desk, each function checks the role of the user who acts, and writes an entry of the vendor's chain.

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

-- A rule is to grant requests once it is approved.
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
    perform lock_publication_as('SUPPORT');
    if not exists (select from certification c where c.code = certification and c.retired_at is null)
        or (certificate is not null and not exists (select from certificate c
                                                     where c.id = certificate and c.certification_code = certification
                                                       and c.retired_at is null))
        or (group_code is not null and not exists (select from access_group g
                                                    where g.code = group_code and g.retired_at is null)) then
        raise exception 'no such certificate or group' using errcode = 'CC404';
    end if;
    insert into request_rule (certification_code, certificate_id, email_domain, group_code, group_name, days, proposed_by)
    values (certification, certificate, domain, group_code, (select g.name from access_group g where g.code = group_code), days,
            current_user_id())
    returning * into proposed;
    perform append_rule_entry('request-rule-proposed', proposed, '{}');
    return proposed.id;
end
$$;

-- An approver other than the author decides about a proposed rule, unless the second person is switched off.
--
-- returns: APPROVED, DECLINED; OWN if the author approves; or RENAMED if the group has another name now than when it was proposed
create or replace function decide_request_rule(rule uuid, approved boolean) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    proposed request_rule;
    alone boolean;
begin
    perform lock_publication_as('APPROVER');
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
    end if;
    alone := is_same_person(proposed.proposed_by, current_user_id());
    if alone and requires_second_person() then
        return 'OWN';
    elsif proposed.group_name is distinct from (select g.name from access_group g where g.code = proposed.group_code) then
        return 'RENAMED';
    end if;
    update request_rule r
       set state = 'ACTIVE', approved_by = current_user_id(), approved_at = clock_timestamp(), approved_alone = alone
     where r.id = proposed.id;
    perform append_rule_entry('request-rule-approved', proposed,
                              jsonb_build_object('proposedBy', person_payload(proposed.proposed_by))
                                  || without_second_person(alone));
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
    perform lock_publication_as('SUPPORT');
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

-- Grants a request that was just made, if a rule says so; of several the one that grants longest. Not to an Organization whose access
-- to the certification support has ended early: asking again would bring it back. The caller holds the publication lock.
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
       and not exists (select from certificate_request x join certificate former on former.id = x.certificate_id
                        where x.organization_id = asked.organization_id and x.ended_at is not null
                          and former.certification_code = c.certification_code)
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
    insert into certificate_access (certificate_id, organization_id, valid_until, managed_by, request_id)
    values (granted.certificate_id, granted.organization_id, granted.granted_until, 'DESK', granted.id);
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
