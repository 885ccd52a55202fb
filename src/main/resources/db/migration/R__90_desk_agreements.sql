-- Agreements that Organizations signed outside: drafted by support, approved by a second person unless that is switched off, and ended
-- early.
--
-- As in R__86_desk.sql, each function checks the role of the user who acts, and writes an entry of the vendor's chain. What concerns
-- the Organization is in its own chain as well, without who decided it and why.

-- What never changes ----------------------------------------------------------------------------------------------------------

create or replace function keep_signed_agreement() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    steps text[] := '{state, revision, submitted_by, submitted_at, organization_name, sha256, approved_by, approved_at, approved_alone,
                    remark}';
    ending text[] := '{ended_by, ended_at, end_reason}';
begin
    if tg_op <> 'UPDATE'
       or old.state in ('IN_REVIEW', 'APPROVED') and to_jsonb(new) - steps - ending <> to_jsonb(old) - steps - ending
       or old.state in ('APPROVED', 'DISCARDED') and to_jsonb(new) - ending <> to_jsonb(old) - ending
       or old.ended_at is not null then
        raise exception 'the agreement cannot be changed any more' using errcode = 'CC409';
    end if;
    return new;
end
$$;
create or replace trigger signed_agreement_is_kept before update or delete on signed_agreement
    for each row execute function keep_signed_agreement();
create or replace trigger signed_agreement_never_empties before truncate on signed_agreement
    for each statement execute function refuse_change();

-- Whether the paper of an agreement is still needed: before its end.
create or replace function is_agreement_needed(agreement uuid) returns boolean
    language sql stable
begin atomic
    select exists (select from signed_agreement a
                    where a.id = agreement and a.state = 'APPROVED' and a.ended_at is null
                      and (a.in_force_until > clock_timestamp() or a.in_force_until is null));
end;

-- The paper is as long what it was as its agreement. It goes when that is discarded, or when it is purged.
create or replace function keep_agreement_paper() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if not exists (select from signed_agreement a
                    where a.id = coalesce(new.agreement_id, old.agreement_id)
                      and a.state = case tg_op when 'DELETE' then 'DISCARDED' else 'OPEN' end)
       and not (tg_op = 'DELETE'
                and exists (select from agreement_paper_purge p where p.agreement_id = old.agreement_id and p.state = 'PURGED')) then
        raise exception 'the agreement cannot be changed any more' using errcode = 'CC409';
    end if;
    return coalesce(new, old);
end
$$;
create or replace trigger signed_agreement_paper_is_kept before insert or update or delete on signed_agreement_paper
    for each row execute function keep_agreement_paper();
create or replace trigger signed_agreement_paper_never_empties before truncate on signed_agreement_paper
    for each statement execute function refuse_change();

-- Reading ---------------------------------------------------------------------------------------------------------------------

-- Of the paper and the particulars: what an approval is for.
create or replace function signed_agreement_sha256(a signed_agreement) returns bytea
    language sql stable
    return sha256(convert_to(jsonb_build_object(
        'id', a.id, 'organization', a.organization_id, 'organizationName', a.organization_name,
        'vendorParty', a.vendor_party, 'customerParty', a.customer_party, 'signedOn', a.signed_on,
        'from', utc_text(a.in_force_from), 'until', utc_text(a.in_force_until),
        'paper', encode(agreement_paper_sha256(a.id), 'hex'))::text, 'UTF8'));

-- Where an agreement stands. RENAMED: its Organization has another name now than when it was sent to review.
create or replace function signed_agreement_status(a signed_agreement, moment timestamptz) returns text
    language sql stable
    return case
               when a.state <> 'APPROVED' then a.state
               when a.ended_at is not null then 'ENDED'
               when a.in_force_until <= moment then 'EXPIRED'
               when a.organization_name is distinct from (select o.name from organization o where o.id = a.organization_id) then 'RENAMED'
               when moment < a.in_force_from then 'NOT_BEGUN'
               else 'IN_FORCE'
           end;

-- A part of the paper; the first byte is 1.
create or replace function read_agreement_paper(agreement uuid, from_byte integer, byte_count integer) returns bytea
    language plpgsql stable security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('SUPPORT', 'APPROVER', 'AUDITOR');
    return (select substring(p.content from from_byte for byte_count) from signed_agreement_paper p
             where p.agreement_id = read_agreement_paper.agreement);
end
$$;

-- Entries ---------------------------------------------------------------------------------------------------------------------

create or replace function append_agreement_entry(entry_kind text, a signed_agreement, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), entry_kind,
        (jsonb_build_object(
            'organization', (select jsonb_build_object('id', o.id, 'name', o.name) from organization o where o.id = a.organization_id),
            'agreement', signed_agreement_payload(a)::jsonb, 'by', person_payload(current_user_id())) || more)::json,
        current_user_id(), null, a.id);
end
$$;

create or replace function append_own_agreement_entry(entry_kind text, a signed_agreement) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        a.organization_id, entry_kind,
        json_build_object(
            'organization', (select json_build_object('id', o.id, 'name', o.name) from organization o where o.id = a.organization_id),
            'agreement', signed_agreement_payload(a)),
        null, null, a.id);
end
$$;

-- Drafting --------------------------------------------------------------------------------------------------------------------

-- The agreement, locked, for somebody with one of these roles, who is asked again after waiting. Who saw an earlier revision is
-- refused.
create or replace function lock_agreement(agreement uuid, seen integer, variadic roles text[]) returns signed_agreement
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    locked signed_agreement;
begin
    perform require_desk_role(variadic roles);
    select * into locked from signed_agreement a where a.id = lock_agreement.agreement for update;
    if not found then
        raise exception 'no such agreement' using errcode = 'CC404';
    end if;
    perform require_desk_role(variadic roles);
    if locked.revision is distinct from seen then
        raise exception 'the agreement has changed' using errcode = 'CC409';
    end if;
    return locked;
end
$$;

-- Adds an agreement, or changes an open one.
--
-- agreement: null for a new one
-- returns:   its id
create or replace function save_agreement(agreement uuid, seen integer, organization uuid, vendor_party text, customer_party text,
                                          signed_on date, in_force_from timestamptz, in_force_until timestamptz) returns uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    saved uuid := agreement;
begin
    perform require_desk_role('SUPPORT');
    if (signed_on <= (clock_timestamp() + interval '1 day')::date) is not true then
        raise exception 'signed in the future' using errcode = 'check_violation';
    end if;
    if agreement is null then
        insert into signed_agreement (organization_id, vendor_party, customer_party, signed_on, in_force_from, in_force_until, created_by)
        select o.id, vendor_party, customer_party, signed_on, in_force_from, in_force_until, current_user_id()
          from organization o where o.id = organization and o.retired_at is null
        returning id into saved;
        if not found then
            raise exception 'no such organization' using errcode = 'CC404';
        end if;
    else
        if (lock_agreement(agreement, seen, 'SUPPORT')).state <> 'OPEN' then
            raise exception 'the agreement is in review' using errcode = 'CC409';
        end if;
        update signed_agreement a
           set revision = a.revision + 1, vendor_party = save_agreement.vendor_party, customer_party = save_agreement.customer_party,
               signed_on = save_agreement.signed_on, in_force_from = save_agreement.in_force_from,
               in_force_until = save_agreement.in_force_until
         where a.id = agreement and a.organization_id = organization;
        if not found then
            raise exception 'no such agreement' using errcode = 'CC404';
        end if;
    end if;
    insert into signed_agreement_author values (saved, current_user_id()) on conflict do nothing;
    return saved;
end
$$;

-- Stores the paper of an open agreement that the user has just saved.
create or replace function put_agreement_paper(agreement uuid, content bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('SUPPORT');
    perform from signed_agreement a
       join signed_agreement_author w on w.agreement_id = a.id
      where a.id = put_agreement_paper.agreement and a.state = 'OPEN' and w.user_id = current_user_id()
        for no key update of a;
    if not found then
        raise exception 'no such agreement' using errcode = 'CC404';
    end if;
    -- Again, after waiting
    perform require_desk_role('SUPPORT');
    insert into signed_agreement_paper as known (agreement_id, content)
    values (put_agreement_paper.agreement, put_agreement_paper.content)
    on conflict on constraint signed_agreement_paper_pkey do update set content = excluded.content;
end
$$;

create or replace function discard_agreement(agreement uuid, seen integer) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    discarded signed_agreement;
begin
    discarded := lock_agreement(agreement, seen, 'SUPPORT');
    if discarded.state <> 'OPEN' then
        raise exception 'the agreement is in review' using errcode = 'CC409';
    end if;
    perform append_agreement_entry('agreement-discarded', discarded, '{}');
    update signed_agreement a set state = 'DISCARDED', revision = a.revision + 1 where a.id = discarded.id;
    -- Nobody has to keep what never counted.
    delete from signed_agreement_paper p where p.agreement_id = discarded.id;
end
$$;

-- Review ----------------------------------------------------------------------------------------------------------------------

-- returns: SUBMITTED, or INCOMPLETE if there is no paper
create or replace function submit_agreement(agreement uuid, seen integer) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    submitted signed_agreement;
begin
    submitted := lock_agreement(agreement, seen, 'SUPPORT');
    if submitted.state <> 'OPEN' then
        raise exception 'the agreement is in review' using errcode = 'CC409';
    elsif not exists (select from signed_agreement_paper p where p.agreement_id = submitted.id) then
        return 'INCOMPLETE';
    end if;
    submitted.organization_name := (select o.name from organization o where o.id = submitted.organization_id);
    update signed_agreement a
       set state = 'IN_REVIEW', revision = a.revision + 1, submitted_by = current_user_id(), submitted_at = clock_timestamp(),
           organization_name = submitted.organization_name, sha256 = signed_agreement_sha256(submitted), remark = null
     where a.id = submitted.id returning * into submitted;
    insert into signed_agreement_author values (submitted.id, current_user_id()) on conflict do nothing;
    perform append_agreement_entry('agreement-submitted', submitted, '{}');
    return 'SUBMITTED';
end
$$;

-- Opens it for changes again: an approver sends it back, or support takes it back.
create or replace function return_agreement(agreement uuid, seen integer, remark text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    returned signed_agreement;
begin
    returned := lock_agreement(agreement, seen, 'SUPPORT', 'APPROVER');
    if returned.state <> 'IN_REVIEW' then
        raise exception 'the agreement is not in review' using errcode = 'CC409';
    end if;
    perform append_agreement_entry('agreement-returned', returned, jsonb_strip_nulls(jsonb_build_object('remark', remark)));
    update signed_agreement a
       set state = 'OPEN', revision = a.revision + 1, submitted_by = null, submitted_at = null, organization_name = null, sha256 = null,
           remark = return_agreement.remark
     where a.id = returned.id;
end
$$;

-- Approves exactly what the approver has seen.
--
-- returns: APPROVED; CHANGED if it is not what they saw; OWN if they wrote some of it; PAST if its end has passed; RENAMED if the
--          Organization has another name now
create or replace function approve_agreement(agreement uuid, seen_sha256 bytea) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    approved signed_agreement;
    alone boolean;
begin
    -- As all changes of who may download what
    perform lock_publication_as('APPROVER');
    select * into approved from signed_agreement a where a.id = approve_agreement.agreement for update;
    if not found then
        raise exception 'no such agreement' using errcode = 'CC404';
    elsif approved.state <> 'IN_REVIEW' or approved.sha256 is distinct from seen_sha256
       or signed_agreement_sha256(approved) is distinct from seen_sha256 then
        return 'CHANGED';
    end if;
    alone := exists (select from signed_agreement_author w
                      where w.agreement_id = approved.id and is_same_person(w.user_id, current_user_id()));
    if alone and requires_second_person() then
        return 'OWN';
    elsif approved.in_force_until <= clock_timestamp() then
        return 'PAST';
    elsif approved.organization_name is distinct from (select o.name from organization o where o.id = approved.organization_id) then
        return 'RENAMED';
    end if;
    update signed_agreement a
       set state = 'APPROVED', revision = a.revision + 1, approved_by = current_user_id(), approved_at = clock_timestamp(),
           approved_alone = alone
     where a.id = approved.id returning * into approved;
    perform append_own_agreement_entry('agreement-approved', approved);
    perform append_agreement_entry('agreement-approved', approved, without_second_person(alone));
    return 'APPROVED';
end
$$;

-- Ends an approved agreement before its time. Who is asking for a download right now waits, and is shown the terms.
--
-- returns: whether it changed anything
create or replace function end_agreement(agreement uuid, reason text) returns boolean
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    ended signed_agreement;
begin
    perform lock_publication_as('SUPPORT', 'APPROVER');
    perform require_reason(reason);
    update signed_agreement a
       set ended_at = clock_timestamp(), ended_by = current_user_id(), end_reason = end_agreement.reason
     where a.id = end_agreement.agreement and a.state = 'APPROVED' and a.ended_at is null
       and (a.in_force_until > clock_timestamp() or a.in_force_until is null)
    returning * into ended;
    if not found then
        return false;
    end if;
    perform append_own_agreement_entry('agreement-ended', ended);
    perform append_agreement_entry('agreement-ended', ended, jsonb_build_object('reason', reason));
    return true;
end
$$;

revoke all on function signed_agreement_sha256(signed_agreement), is_agreement_needed(uuid), signed_agreement_status(signed_agreement, timestamptz),
    append_agreement_entry(text, signed_agreement, jsonb), append_own_agreement_entry(text, signed_agreement),
    lock_agreement(uuid, integer, text[]), read_agreement_paper(uuid, integer, integer),
    save_agreement(uuid, integer, uuid, text, text, date, timestamptz, timestamptz), put_agreement_paper(uuid, bytea),
    discard_agreement(uuid, integer), submit_agreement(uuid, integer), return_agreement(uuid, integer, text),
    approve_agreement(uuid, bytea), end_agreement(uuid, text)
    from public;
grant execute on function signed_agreement_status(signed_agreement, timestamptz), read_agreement_paper(uuid, integer, integer),
    save_agreement(uuid, integer, uuid, text, text, date, timestamptz, timestamptz), put_agreement_paper(uuid, bytea),
    discard_agreement(uuid, integer), submit_agreement(uuid, integer), return_agreement(uuid, integer, text),
    approve_agreement(uuid, bytea), end_agreement(uuid, text)
    to compliance_center_desk;
