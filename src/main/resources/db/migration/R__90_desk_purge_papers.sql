-- Purging the papers of agreements that are not in force any more. See R__90_desk_purge.sql.

create or replace trigger agreement_paper_purge_checked before insert or update or delete on agreement_paper_purge
    for each row execute function check_purge('SUPPORT');
create or replace trigger agreement_paper_purge_never_empties before truncate on agreement_paper_purge
    for each statement execute function refuse_change();

create or replace function append_paper_purge_entry(entry_kind text, purge agreement_paper_purge, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    agreement signed_agreement;
begin
    select * into agreement from signed_agreement a where a.id = purge.agreement_id;
    perform append_agreement_entry(entry_kind, agreement, jsonb_build_object('reason', purge.reason) || more);
end
$$;

-- Asks for it.
create or replace function request_paper_purge(agreement uuid, reason text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    requested agreement_paper_purge;
begin
    perform lock_publication_as('SUPPORT');
    perform require_reason(reason);
    insert into agreement_paper_purge (agreement_id, sha256, size, reason, requested_by)
    select p.agreement_id, p.sha256, p.size, request_paper_purge.reason, current_user_id()
      from signed_agreement_paper p join signed_agreement a on a.id = p.agreement_id
     where a.id = request_paper_purge.agreement and a.state = 'APPROVED' and not is_agreement_needed(a.id)
    on conflict do nothing
    returning * into requested;
    if not found then
        raise exception 'the agreement is not over, or the purge of its paper was asked for already' using errcode = 'CC409';
    end if;
    perform append_paper_purge_entry('agreement-paper-purge-requested', requested, '{}');
end
$$;

-- Takes the request back, or declines it.
create or replace function decline_paper_purge(agreement uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    declined agreement_paper_purge;
begin
    perform require_desk_role('SUPPORT', 'APPROVER');
    update agreement_paper_purge p set state = 'DECLINED'
     where p.agreement_id = decline_paper_purge.agreement and p.state = 'REQUESTED' returning * into declined;
    if not found then
        raise exception 'no purge is asked for' using errcode = 'CC409';
    end if;
    perform append_paper_purge_entry('agreement-paper-purge-declined', declined,
                                     jsonb_build_object('requestedBy', person_payload(declined.requested_by)));
end
$$;

-- Deletes the paper.
--
-- seen_sha256: of the paper that the approver means
-- returns: PURGED, OWN if the approver has asked for it, or CHANGED if that is not asked for any more
create or replace function confirm_paper_purge(agreement uuid, seen_sha256 bytea) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    purge agreement_paper_purge;
begin
    perform lock_publication_as('APPROVER');
    select * into purge from agreement_paper_purge p
     where p.agreement_id = confirm_paper_purge.agreement and p.state = 'REQUESTED' for update;
    if not found or purge.sha256 is distinct from seen_sha256 then
        return 'CHANGED';
    elsif is_same_person(purge.requested_by, current_user_id()) then
        return 'OWN';
    end if;
    update agreement_paper_purge p set state = 'PURGED' where p.id = purge.id returning * into purge;
    delete from signed_agreement_paper p where p.agreement_id = purge.agreement_id;
    perform append_paper_purge_entry(
        'agreement-paper-purged', purge,
        jsonb_build_object('requestedBy', person_payload(purge.requested_by), 'requestedAt', utc_text(purge.requested_at)));
    return 'PURGED';
end
$$;

revoke all on function append_paper_purge_entry(text, agreement_paper_purge, jsonb), request_paper_purge(uuid, text),
    decline_paper_purge(uuid), confirm_paper_purge(uuid, bytea) from public;
grant execute on function request_paper_purge(uuid, text), decline_paper_purge(uuid), confirm_paper_purge(uuid, bytea)
    to compliance_center_desk;
