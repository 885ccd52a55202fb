-- What the vendor's people do about customers and their copies. As in R__86_desk.sql, each function checks the role of the user
-- who acts, and writes an entry of the vendor's chain.

-- Whose copy is it -----------------------------------------------------------------------------------------------------------

create or replace function traced_copy_payload(p download_permit) returns jsonb
    language sql stable
    return jsonb_build_object(
        'permit', p.id, 'serial', encode(p.serial, 'hex'),
        'organization', jsonb_build_object('id', p.organization_id, 'name', p.organization_name),
        'member', jsonb_build_object('id', p.user_id, 'name', p.name, 'email', p.email),
        'certificate', certificate_payload(p.certificate_id)::jsonb);

-- Finds the permits whose copies have one of these serials, and records who asked and the answer.
--
-- typed: what was typed in; null for a file
-- file:  SHA-256 of the file; null for what was typed in
create or replace function trace_copies(typed text, file bytea, serials bytea[]) returns setof uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    -- A file that somebody made could contain any number of them.
    found_permits uuid[] := array(select p.id from download_permit p where p.serial = any (serials)
                                   order by p.granted_at, p.id limit 100);
begin
    perform require_desk_role('SUPPORT', 'AUDITOR');
    -- "is not true": an argument that is null makes the condition null
    if ((typed is null) <> (file is null) and (typed is null or is_plain_text(typed, 100))
        and (file is null or length(file) = 32)) is not true then
        raise exception 'not a question that can be recorded' using errcode = 'check_violation';
    end if;
    perform append_evidence(
        vendor_chain(), 'copy-traced',
        jsonb_strip_nulls(jsonb_build_object(
            'by', person_payload(current_user_id()),
            'typed', typed,
            'fileSha256', encode(file, 'hex'),
            'copies', coalesce((select jsonb_agg(traced_copy_payload(p) order by p.granted_at, p.id)
                                  from download_permit p where p.id = any (found_permits)),
                               '[]')))::json,
        current_user_id(), null, null);
    return query select unnest(found_permits);
end
$$;

-- Customers ------------------------------------------------------------------------------------------------------------------

create or replace function append_suspension_entry(entry_kind text, organization uuid, reason text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), entry_kind,
        json_build_object(
            'organization', (select json_build_object('id', o.id, 'name', o.name, 'slug', o.slug)
                               from organization o where o.id = append_suspension_entry.organization),
            'reason', reason, 'by', person_payload(current_user_id())),
        current_user_id(), null, null);
end
$$;

create or replace function require_reason(reason text) returns void
    language plpgsql immutable set search_path = compliance_center, pg_temp as
$$
begin
    -- "is not true": an argument that is null makes the condition null
    if is_plain_text(reason, 1000) is not true or reason !~ '[^[:space:]]' then
        raise exception 'a reason is needed' using errcode = 'check_violation';
    end if;
end
$$;

-- Takes an Organization's members their access until it is brought back. Who is agreeing to the terms right now waits.
--
-- returns: whether it changed anything
create or replace function suspend_organization(organization uuid, reason text) returns boolean
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_as('SUPPORT');
    perform require_reason(reason);
    update organization o
       set suspended_at = clock_timestamp(), suspended_by = current_user_id(), suspension_reason = suspend_organization.reason
     where o.id = suspend_organization.organization and o.suspended_at is null and o.retired_at is null;
    if not found then
        return false;
    end if;
    perform append_suspension_entry('organization-suspended', organization, reason);
    return true;
end
$$;

-- returns: whether it changed anything
create or replace function end_suspension(organization uuid, reason text) returns boolean
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_as('SUPPORT');
    perform require_reason(reason);
    update organization o
       set suspended_at = null, suspended_by = null, suspension_reason = null
     where o.id = end_suspension.organization and o.suspended_at is not null;
    if not found then
        return false;
    end if;
    perform append_suspension_entry('organization-suspension-ended', organization, reason);
    return true;
end
$$;

-- Requests for certificates --------------------------------------------------------------------------------------------------

create or replace function append_request_entry(entry_kind text, r certificate_request, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        r.organization_id, entry_kind,
        (jsonb_build_object(
            'organization', (select jsonb_build_object('id', o.id, 'name', o.name) from organization o where o.id = r.organization_id),
            'member', member_payload(r.organization_id, r.requested_by),
            'certificate', certificate_payload(r.certificate_id),
            'request', r.id) || more)::json,
        r.requested_by, r.certificate_id, r.id);
end
$$;

-- An admin of the transaction's Organization asks for a certificate that is on request.
--
-- returns: SENT; GRANTED by a rule; or why nothing was done: ALREADY_OPEN, or TOO_MANY on one day. Fails with CC404 if the certificate is not on
--          request for the Organization, whether it is open, hidden or there is none.
create or replace function request_certificate(certificate uuid, reason text, locale text) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    requested certificate_request;
    -- A rule that grants changes who may see what. Nobody stops others by asking where there is none.
    rules constant boolean :=
        is_active_admin(current_organization_id(), current_user_id())
        and exists (select from request_rule r join certificate c on c.certification_code = r.certification_code
                     where r.state = 'ACTIVE' and c.id = certificate);
begin
    if rules then
        perform lock_publication();
    else
        perform lock_publication_shared();
    end if;
    -- Requests of one Organization wait for each other.
    perform from organization o where o.id = current_organization_id() for no key update;
    if not is_active_admin(current_organization_id(), current_user_id()) then
        raise exception 'only an admin of the Organization asks for certificates' using errcode = 'CC403';
    end if;
    if own_certificate_access(certificate) is distinct from 'ON_REQUEST' then
        raise exception 'there is no certificate % on request', certificate using errcode = 'CC404';
    end if;
    perform require_reason(reason);
    if exists (select from certificate_request r
                where r.organization_id = current_organization_id() and r.certificate_id = certificate and r.state = 'OPEN') then
        return 'ALREADY_OPEN';
    elsif (select count(*) from certificate_request r
            where r.organization_id = current_organization_id() and r.requested_at > clock_timestamp() - interval '1 day') >= 50 then
        return 'TOO_MANY';
    end if;
    insert into certificate_request (organization_id, certificate_id, requested_by, reason, locale)
    values (current_organization_id(), certificate, current_user_id(), reason, locale) returning * into requested;
    perform append_request_entry('certificate-requested', requested, jsonb_build_object('reason', reason));
    return case when rules and apply_request_rules(requested) then 'GRANTED' else 'SENT' end;
end
$$;

-- Tells the person who asked.
create or replace function mail_answer(r certificate_request, kind text, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    account user_account;
begin
    select u.* into account
      from user_account u join member m on m.user_id = u.id
     where u.id = r.requested_by and u.retired_at is null and m.organization_id = r.organization_id and m.retired_at is null;
    if found then
        perform notify_user(
            account, mail_answer.kind, r.locale,
            jsonb_build_object('certification', certificate_payload(r.certificate_id) ->> 'certificationName') || more);
    end if;
end
$$;

-- Tells whoever asked for a certificate that it is for their Organization for five more days, once. Not if the grant was for less than
-- ten, or they can download it afterwards as well.
--
-- returns: how many grants it looked at; more may be due
create or replace function mail_ending_grants() returns integer
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    ending certificate_request;
    grants integer := 0;
begin
    for ending in
        update certificate_request r set ending_mailed_at = clock_timestamp()
         where r.id in (select due.id from certificate_request due
                         where due.state = 'GRANTED' and due.ended_at is null and due.ending_mailed_at is null
                           and due.granted_until > clock_timestamp() and due.granted_until <= clock_timestamp() + interval '5 days'
                           and due.granted_until >= due.decided_at + interval '10 days'
                         order by due.granted_until limit 100 for update skip locked)
        returning *
    loop
        grants := grants + 1;
        if certificate_access_at(ending.organization_id, ending.certificate_id, clock_timestamp()) = 'OPEN'
            and certificate_access_at(ending.organization_id, ending.certificate_id, ending.granted_until) is distinct from 'OPEN' then
            perform mail_answer(
                ending, 'grant-ending',
                jsonb_build_object('until', to_char(ending.granted_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')));
        end if;
    end loop;
    return grants;
end
$$;

-- The open request, locked.
create or replace function lock_request(id uuid) returns certificate_request
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    locked certificate_request;
begin
    -- As all changes of who may see what
    perform lock_publication_as('SUPPORT');
    select * into locked from certificate_request r where r.id = lock_request.id for update;
    if not found then
        raise exception 'no such request' using errcode = 'CC404';
    elsif locked.state <> 'OPEN' then
        raise exception 'the request is decided' using errcode = 'CC409';
    end if;
    return locked;
end
$$;

-- In the vendor's chain
create or replace function append_vendor_request_entry(entry_kind text, r certificate_request, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), entry_kind,
        (jsonb_build_object(
            'organization', (select jsonb_build_object('id', o.id, 'name', o.name) from organization o where o.id = r.organization_id),
            'certificate', certificate_payload(r.certificate_id), 'request', r.id,
            'requestedBy', person_payload(r.requested_by), 'by', person_payload(current_user_id())) || more)::json,
        current_user_id(), r.certificate_id, r.id);
end
$$;

create or replace function append_decision_entry(entry_kind text, r certificate_request, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_request_entry(entry_kind, r, more);
    perform append_vendor_request_entry(entry_kind, r, more);
end
$$;

-- The certificate is for the Organization until then.
--
-- returns: GRANTED, or PAST if the end has passed
create or replace function grant_request(id uuid, until timestamptz) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    granted certificate_request := lock_request(id);
begin
    -- "is not true": an argument that is null makes the condition null
    if (until > clock_timestamp()) is not true then
        return 'PAST';
    end if;
    update certificate_request r
       set state = 'GRANTED', decided_by = current_user_id(), decided_at = clock_timestamp(), granted_until = until
     where r.id = granted.id returning * into granted;
    insert into certificate_access (certificate_id, organization_id, valid_until, managed_by, request_id)
    values (granted.certificate_id, granted.organization_id, until, 'DESK', granted.id);
    perform append_decision_entry('request-granted', granted, jsonb_build_object('until', utc_text(until)));
    perform mail_answer(granted, 'request-granted',
                        jsonb_build_object('until', to_char(until at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')));
    return 'GRANTED';
end
$$;

create or replace function decline_request(id uuid, answer text) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    declined certificate_request := lock_request(id);
begin
    perform require_reason(answer);
    update certificate_request r
       set state = 'DECLINED', decided_by = current_user_id(), decided_at = clock_timestamp(), answer = decline_request.answer
     where r.id = declined.id returning * into declined;
    perform append_decision_entry('request-declined', declined, jsonb_build_object('answer', answer));
    perform mail_answer(declined, 'request-declined', '{}');
    return 'DECLINED';
end
$$;

-- Ends what a person or a rule has granted before its time, also for later versions that took it over. Nobody downloads by it from
-- then on, with whatever permit. The reason is not for the customer, who sees that it ended.
--
-- returns: whether it changed anything
create or replace function end_grant(request uuid, reason text) returns boolean
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    ended certificate_request;
begin
    perform lock_publication_as('SUPPORT');
    perform require_reason(reason);
    update certificate_request r
       set ended_by = current_user_id(), ended_at = clock_timestamp(), end_reason = end_grant.reason
     where r.id = end_grant.request and r.state = 'GRANTED' and r.ended_at is null and r.granted_until > clock_timestamp()
    returning * into ended;
    if not found then
        return false;
    end if;
    update certificate_access a set retired_at = ended.ended_at where a.request_id = ended.id and a.retired_at is null;
    perform append_request_entry('grant-ended', ended, '{}');
    perform append_vendor_request_entry('grant-ended', ended, jsonb_build_object('reason', reason));
    return true;
end
$$;

revoke all on function request_certificate(uuid, text, text), grant_request(uuid, timestamptz), decline_request(uuid, text),
    end_grant(uuid, text), mail_ending_grants()
    from public;
grant execute on function mail_ending_grants() to ${worker_role};
grant execute on function request_certificate(uuid, text, text) to ${application_role};
grant execute on function grant_request(uuid, timestamptz), decline_request(uuid, text), end_grant(uuid, text) to compliance_center_desk;
revoke all on function suspend_organization(uuid, text), end_suspension(uuid, text) from public;
grant execute on function suspend_organization(uuid, text), end_suspension(uuid, text) to compliance_center_desk;
grant execute on function provider_name(text) to compliance_center_desk;
revoke all on function trace_copies(text, bytea, bytea[]) from public;
grant execute on function trace_copies(text, bytea, bytea[]) to compliance_center_desk;
