-- Publishes an approved draft.

create or replace function apply_compliance(code text, content jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    insert into compliance as known (code, position, name, status, summary, description, how_we_comply, managed_by)
    values (apply_compliance.code, coalesce((select max(c.position) from compliance c), 0) + 1, content ->> 'name',
            content ->> 'status', content ->> 'summary', content ->> 'description', content ->> 'howWeComply', 'DESK')
    on conflict on constraint compliance_pkey do update
       set name = excluded.name, status = excluded.status, summary = excluded.summary, description = excluded.description,
           how_we_comply = excluded.how_we_comply, retired_at = null;
    delete from compliance_link l where l.compliance_code = apply_compliance.code;
    insert into compliance_link (compliance_code, position, label, url)
    select apply_compliance.code, item.place - 1, item.value ->> 'label', item.value ->> 'url'
      from jsonb_array_elements(content -> 'links') with ordinality as item (value, place);
    delete from compliance_translation t where t.compliance_code = apply_compliance.code;
    insert into compliance_translation (compliance_code, language, name, summary, description, how_we_comply, link_labels)
    select apply_compliance.code, t.language, t.texts ->> 'name', t.texts ->> 'summary', t.texts ->> 'description',
           t.texts ->> 'howWeComply', array(select jsonb_array_elements_text(t.texts -> 'linkLabels'))
      from jsonb_each(nullif(content -> 'translations', 'null')) as t (language, texts);
end
$$;

create or replace function apply_certification(code text, content jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    ended constant timestamptz := (select c.retired_at from certification c where c.code = apply_certification.code);
begin
    insert into certification as known (code, position, name, status, summary, assures, compliance_code, renewal_every,
                                        renewal_description, managed_by)
    values (apply_certification.code, coalesce((select max(c.position) from certification c), 0) + 1, content ->> 'name',
            content ->> 'status', content ->> 'summary', content ->> 'assures', content ->> 'compliance',
            content ->> 'renewalEvery', content ->> 'renewalDescription', 'DESK')
    on conflict on constraint certification_pkey do update
       set name = excluded.name, status = excluded.status, summary = excluded.summary, assures = excluded.assures,
           compliance_code = excluded.compliance_code, renewal_every = excluded.renewal_every,
           renewal_description = excluded.renewal_description, retired_at = null;
    -- What was taken off the page with it comes back with it, unless it was purged in the meantime.
    update certificate c set retired_at = null
     where c.certification_code = apply_certification.code and c.retired_at = ended
       and not is_purged(c.sha256) and not is_purged(c.original_sha256);
    delete from certification_audit a where a.certification_code = apply_certification.code;
    insert into certification_audit (certification_code, position, name, every)
    select apply_certification.code, item.place - 1, item.value ->> 'name', item.value ->> 'every'
      from jsonb_array_elements(content -> 'audits') with ordinality as item (value, place);
    delete from certification_translation t where t.certification_code = apply_certification.code;
    insert into certification_translation (certification_code, language, name, summary, assures, renewal_description, audit_names)
    select apply_certification.code, t.language, t.texts ->> 'name', t.texts ->> 'summary', t.texts ->> 'assures',
           t.texts ->> 'renewalDescription', array(select jsonb_array_elements_text(t.texts -> 'auditNames'))
      from jsonb_each(nullif(content -> 'translations', 'null')) as t (language, texts);
end
$$;

-- A certificate is restricted in the transaction that publishes it: without a restriction it is for everyone. What single
-- Organizations were given of the version before, they have of this one.
create or replace function apply_certificate(draft_id uuid, key text, content jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    audience constant jsonb := case when content ->> 'otherwise' is null then latest_audience(content ->> 'certification')
                                    else content end;
    former constant uuid := (select c.id from certificate c
                              where c.certification_code = apply_certificate.content ->> 'certification'
                              order by c.version desc limit 1);
begin
    insert into certificate (id, certification_code, version, issuer, issued_on, valid_until, file_name, sha256, size, pages,
                             copy_kind, original_sha256)
    select apply_certificate.key::uuid, apply_certificate.content ->> 'certification',
           coalesce((select max(c.version) from certificate c where c.certification_code = apply_certificate.content ->> 'certification'), 0) + 1,
           apply_certificate.content ->> 'issuer', (apply_certificate.content ->> 'issuedOn')::date, (apply_certificate.content ->> 'validUntil')::date, apply_certificate.content ->> 'fileName',
           d.sha256, d.size, d.pages, d.copy_kind, d.original_sha256
      from draft_document d
     where d.draft_id = apply_certificate.draft_id and d.key = apply_certificate.key;
    insert into certificate_document (certificate_id, content)
    select apply_certificate.key::uuid, d.content from draft_document d
     where d.draft_id = apply_certificate.draft_id and d.key = apply_certificate.key;
    -- Drafts from before that was kept do not say it.
    if jsonb_typeof(content -> 'allowances') = 'array' then
        insert into kept_content (sha256, kept)
        select d.sha256, array(select a.value from jsonb_array_elements_text(apply_certificate.content -> 'allowances') a (value)
                                where a.value in ('ATTACHMENTS', 'LINKS') order by a.value)
          from draft_document d
         where d.draft_id = apply_certificate.draft_id and d.key = apply_certificate.key
        on conflict do nothing;
    end if;
    if audience ->> 'otherwise' = 'EVERYONE' then
        return;
    end if;
    insert into certificate_restriction (certificate_id, otherwise)
    values (apply_certificate.key::uuid, audience ->> 'otherwise');
    insert into certificate_access (certificate_id, group_code, valid_from, valid_until, managed_by)
    select apply_certificate.key::uuid, g."group", g."from", g.until, 'DESK'
      from jsonb_to_recordset(audience -> 'groups') as g ("group" text, "from" timestamptz, until timestamptz)
     order by g."group", g."from";
    insert into certificate_access (certificate_id, organization_id, valid_from, valid_until, managed_by, request_id)
    select apply_certificate.key::uuid, a.organization_id, a.valid_from, a.valid_until, 'DESK', a.request_id
      from certificate_access a
     where a.certificate_id = former and a.organization_id is not null and a.retired_at is null
       and (clock_timestamp() < a.valid_until or a.valid_until is null)
     order by a.id;
end
$$;

-- Why an approved draft cannot be published now; null if it can.
create or replace function why_not_published(approved draft) returns text
    language sql stable
begin atomic
    select case
               -- Also if the second person was switched on again after the approval.
               when is_draft_author(approved.id, approved.approved_by) and requires_second_person() then 'SECOND_PERSON'
               when not has_desk_role(approved.approved_by, 'APPROVER') then 'WITHDRAWN'
               else why_not_publishable(approved.id)
           end;
end;

-- Ends the approval of a draft that cannot be published. Another approval is enough if nothing in it has to change; otherwise it
-- is open for changes.
create or replace function end_draft_approval(ended draft, reason text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_draft_entry(
        'draft-approval-ended', ended,
        jsonb_build_object('reason', replace(lower(reason), '_', '-'), 'approvedBy', person_payload(ended.approved_by)));
    update draft d
       set state = case when reason in ('SECOND_PERSON', 'WITHDRAWN') then 'IN_REVIEW' else 'OPEN' end,
           revision = d.revision + 1, approved_by = null, approved_at = null, publish_at = null,
           approval_ended = end_draft_approval.reason
     where d.id = ended.id;
    update draft d set sha256 = null, submitted_by = null, submitted_at = null where d.id = ended.id and d.state = 'OPEN';
end
$$;

create or replace function apply_draft(approved draft) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    change draft_change;
begin
    for change in
        select * from draft_change c where c.draft_id = approved.id
         order by array_position(array['COMPLIANCE', 'CERTIFICATION', 'CERTIFICATE', 'ORDER', 'TERMS'], c.kind), c.key
    loop
        case
            when change.content ->> 'retired' is not null then perform retire_item(change.kind, change.key);
            when change.kind = 'COMPLIANCE' then perform apply_compliance(change.key, change.content);
            when change.kind = 'CERTIFICATION' then perform apply_certification(change.key, change.content);
            when change.kind = 'TERMS' then perform apply_terms(change.key, change.content);
            when change.kind = 'ORDER' then perform apply_order(change.key, change.content);
            else perform apply_certificate(change.draft_id, change.key, change.content);
        end case;
    end loop;
end
$$;

-- Publishes an approved draft whose time has come, exactly as it was approved. If that cannot be, its approval ends, so that nobody
-- waits for it and the record has it once.
--
-- returns: PUBLISHED; or why it was not: SECOND_PERSON if its approver has changed it and is not enough any more, WITHDRAWN if the
--          approver is none any more, OUTDATED, CONTRADICTORY, or MOVED if the folder manages something that it changes
create or replace function publish_draft(draft_id uuid) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    approved draft;
    reason text;
begin
    -- A statement of its own, so that the next one sees what was published while it waited.
    perform lock_publication();
    select * into approved from draft d where d.id = publish_draft.draft_id for update;
    if not found then
        raise exception 'no such draft' using errcode = 'CC404';
    end if;
    if approved.state <> 'APPROVED' or approved.publish_at > clock_timestamp()
        or approved.sha256 is distinct from draft_sha256(draft_id) then
        raise exception 'the draft is not approved for publication now' using errcode = 'CC409';
    end if;
    reason := why_not_published(approved);
    if reason is null then
        begin
            perform apply_draft(approved);
        exception when integrity_constraint_violation or sqlstate 'CC409' then
            raise warning 'the draft % contradicts what is published: %', draft_id, sqlerrm;
            reason := 'CONTRADICTORY';
        end;
    end if;
    if reason is not null then
        perform end_draft_approval(approved, reason);
        return reason;
    end if;
    update draft d set state = 'PUBLISHED', revision = d.revision + 1, published_at = clock_timestamp()
     where d.id = publish_draft.draft_id returning * into approved;
    perform append_draft_entry(
        'draft-published', approved,
        without_second_person(is_draft_author(approved.id, approved.approved_by)) || jsonb_build_object(
            'approvedBy', person_payload(approved.approved_by),
            'changes', (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                   'kind', lower(c.kind), 'key', c.key, 'retired', c.content -> 'retired')) order by c.kind, c.key)
                          from draft_change c where c.draft_id = approved.id)));
    -- The document is that of a certificate now.
    delete from draft_document d where d.draft_id = publish_draft.draft_id;
    return 'PUBLISHED';
end
$$;

-- Approved drafts whose time has come.
create or replace function due_drafts() returns setof uuid
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select d.id from draft d where d.state = 'APPROVED' and d.publish_at <= clock_timestamp() order by d.publish_at, d.id;
end;

revoke all on function why_not_published(draft), end_draft_approval(draft, text), apply_draft(draft), publish_draft(uuid), due_drafts()
    from public;
grant execute on function publish_draft(uuid), due_drafts() to compliance_center_desk;
