-- Purging the bytes of withdrawn certificates, and what keeps them from coming back.

-- Whether the bytes with that hash, or the protected file that they were made from, were purged.
create or replace function is_purged(hash bytea) returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select exists (select from certificate_purge p where p.sha256 = hash and p.state = 'PURGED')
        or exists (select from certificate c join certificate_purge p on p.certificate_id = c.id
                    where c.original_sha256 = hash and p.state = 'PURGED');
end;

-- Whether two certificates have the same file: as it is stored, or as it was handed in before its protection was removed, which does
-- not make the same bytes each time.
create or replace function is_same_file(one certificate, other certificate) returns boolean
    language sql immutable
    return coalesce(one.sha256 in (other.sha256, other.original_sha256), false)
           or coalesce(one.original_sha256 in (other.sha256, other.original_sha256), false);

-- Whether a certificate on offer has the same file.
create or replace function is_file_on_offer(certificate_id uuid) returns boolean
    language sql stable
begin atomic
    select exists (
        select from certificate c
          join certificate withdrawn on withdrawn.id = is_file_on_offer.certificate_id
         where c.retired_at is null and is_same_file(c, withdrawn));
end;

-- For whoever writes a table of purges, on any path: one person asks, another one confirms. The bound user is the person. The trigger
-- names the role of whoever asks.
create or replace function check_purge() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'INSERT' then
        perform require_desk_role(tg_argv[0]);
        new.state := 'REQUESTED';
        new.requested_by := current_user_id();
        new.requested_at := clock_timestamp();
        new.decided_by := null;
        new.decided_at := null;
        return new;
    end if;
    if tg_op <> 'UPDATE' or old.state <> 'REQUESTED' or new.state = 'REQUESTED'
       or to_jsonb(new) - '{state, decided_by, decided_at}'::text[]
          is distinct from to_jsonb(old) - '{state, decided_by, decided_at}'::text[] then
        raise exception '% is a record and cannot be changed by %', tg_table_name, tg_op using errcode = 'CC403';
    end if;
    new.decided_by := current_user_id();
    new.decided_at := clock_timestamp();
    if new.state = 'PURGED' then
        perform require_desk_role('APPROVER');
        if is_same_person(new.decided_by, new.requested_by) then
            raise exception 'another person has to confirm' using errcode = 'CC403';
        end if;
        if tg_table_name = 'certificate_purge' then
            if is_file_on_offer(new.certificate_id) then
                raise exception 'the document is on offer' using errcode = 'CC409';
            end if;
        elsif is_agreement_needed(new.agreement_id) then
            raise exception 'the agreement is not over' using errcode = 'CC409';
        end if;
    else
        perform require_desk_role(tg_argv[0], 'APPROVER');
    end if;
    return new;
end
$$;
create or replace trigger certificate_purge_checked before insert or update or delete on certificate_purge
    for each row execute function check_purge('EDITOR');
create or replace trigger certificate_purge_never_empties before truncate on certificate_purge
    for each statement execute function refuse_change();

-- What is purged is not published, brought back, or uploaded again.
create or replace function refuse_purged_certificate() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if new.retired_at is null and (is_purged(new.sha256) or is_purged(new.original_sha256)) then
        raise exception 'the document with SHA-256 % was purged', encode(new.sha256, 'hex') using errcode = 'CC409';
    end if;
    return new;
end
$$;
create or replace trigger certificate_stays_purged before insert or update on certificate
    for each row execute function refuse_purged_certificate();

create or replace function refuse_purged_document() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if exists (select from certificate c
                where c.id = new.certificate_id and (is_purged(c.sha256) or is_purged(c.original_sha256))) then
        raise exception 'this document was purged' using errcode = 'CC409';
    end if;
    return new;
end
$$;
create or replace trigger certificate_document_stays_purged before insert on certificate_document
    for each row execute function refuse_purged_document();

-- The lock keeps a purge, which holds it alone, from missing what is being added.
create or replace function refuse_purged_draft_document() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_shared();
    if is_purged(sha256(new.content)) or is_purged(new.original_sha256) then
        raise exception 'this document was purged' using errcode = 'CC409';
    end if;
    return new;
end
$$;
create or replace trigger draft_document_stays_purged before insert or update on draft_document
    for each row execute function refuse_purged_draft_document();

create or replace function append_purge_entry(entry_kind text, purge certificate_purge, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), entry_kind,
        (jsonb_build_object('certificate', certificate_payload(purge.certificate_id), 'reason', purge.reason,
                            'by', person_payload(current_user_id())) || more)::json,
        current_user_id(), purge.certificate_id, null);
end
$$;

-- Asks for it.
create or replace function request_purge(certificate_id uuid, reason text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    requested certificate_purge;
begin
    perform lock_publication_as('EDITOR');
    if is_plain_text(reason, 2000) is not true then
        raise exception 'a reason is needed' using errcode = 'CC403';
    end if;
    insert into certificate_purge (certificate_id, sha256, size, reason, requested_by)
    select c.id, c.sha256, c.size, request_purge.reason, current_user_id()
      from certificate c
     where c.id = request_purge.certificate_id and c.retired_at is not null
       and not is_purged(c.sha256) and not is_purged(c.original_sha256)
    on conflict do nothing
    returning * into requested;
    if not found then
        raise exception 'the certificate is on offer, or its purge was asked for already' using errcode = 'CC409';
    end if;
    perform append_purge_entry('certificate-purge-requested', requested, '{}');
end
$$;

-- Takes the request back, or declines it.
create or replace function decline_purge(certificate_id uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    declined certificate_purge;
begin
    perform require_desk_role('EDITOR', 'APPROVER');
    update certificate_purge p set state = 'DECLINED'
     where p.certificate_id = decline_purge.certificate_id and p.state = 'REQUESTED' returning * into declined;
    if not found then
        raise exception 'no purge is asked for' using errcode = 'CC409';
    end if;
    perform append_purge_entry('certificate-purge-declined', declined,
                               jsonb_build_object('requestedBy', person_payload(declined.requested_by)));
end
$$;

-- Deletes the bytes, wherever they are: of this certificate, of others that have the same file, and in drafts. Drafts in review are
-- opened for changes, since they are not what was sent to review any more.
--
-- seen_sha256: of the document that the approver means
-- returns: PURGED, OWN if the approver has asked for it, ON_OFFER if a certificate on offer has the same file, or CHANGED
create or replace function confirm_purge(certificate_id uuid, seen_sha256 bytea) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    purge certificate_purge;
    purged uuid[];
    drafts uuid[];
    affected draft;
begin
    perform lock_publication_as('APPROVER');
    select * into purge from certificate_purge p
     where p.certificate_id = confirm_purge.certificate_id and p.state = 'REQUESTED' for update;
    if not found or purge.sha256 is distinct from seen_sha256 then
        return 'CHANGED';
    elsif is_same_person(purge.requested_by, current_user_id()) then
        return 'OWN';
    elsif is_file_on_offer(purge.certificate_id) then
        return 'ON_OFFER';
    end if;
    update certificate_purge p set state = 'PURGED' where p.id = purge.id returning * into purge;
    purged := array(select c.id from certificate c join certificate withdrawn on withdrawn.id = purge.certificate_id
                     where is_same_file(c, withdrawn) order by c.id);
    delete from certificate_document d where d.certificate_id = any (purged);
    -- All of them before the first entry, which locks the end of the chain
    drafts := array(select d.id from draft d
                     where exists (select from draft_document c
                                    where c.draft_id = d.id and (is_purged(c.sha256) or is_purged(c.original_sha256)))
                     order by d.id for update);
    for affected in select d.* from draft d where d.id = any (drafts) order by d.id
    loop
        if affected.state in ('IN_REVIEW', 'APPROVED') then
            perform return_draft(affected.id, affected.revision, purge.reason);
        end if;
        delete from draft_change c using draft_document d
         where c.draft_id = affected.id and (d.draft_id, d.kind, d.key) = (c.draft_id, c.kind, c.key)
           and (is_purged(d.sha256) or is_purged(d.original_sha256));
        update draft d set revision = d.revision + 1 where d.id = affected.id;
    end loop;
    update catalogue_revision set revision = gen_random_uuid();
    perform append_purge_entry(
        'certificate-purged', purge,
        jsonb_build_object(
            'requestedBy', person_payload(purge.requested_by), 'requestedAt', utc_text(purge.requested_at),
            'sameDocument', array_remove(purged, purge.certificate_id)));
    return 'PURGED';
end
$$;

-- Whether the certificate of an own permit was withdrawn. Not if it is no longer for the Organization: that looks like absent.
create or replace function is_withdrawn(permit_id uuid) returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select exists (
        select from download_permit p join certificate c on c.id = p.certificate_id
         where p.id = permit_id and p.organization_id = current_organization_id() and p.user_id = current_user_id()
           and c.retired_at is not null
           and certificate_access_at(p.organization_id, c.id, clock_timestamp()) = 'OPEN');
end;

revoke all on function is_purged(bytea), is_file_on_offer(uuid), refuse_purged_certificate(), refuse_purged_document(), refuse_purged_draft_document(),
    request_purge(uuid, text), decline_purge(uuid), confirm_purge(uuid, bytea), is_withdrawn(uuid) from public;
grant execute on function is_purged(bytea), request_purge(uuid, text), decline_purge(uuid), confirm_purge(uuid, bytea)
    to compliance_center_desk;
grant execute on function is_purged(bytea) to ${publisher_role};
grant execute on function is_withdrawn(uuid) to ${application_role};
