-- What the vendor's people do at the desk.
--
-- Each function checks the role of the user who acts, and writes an entry of the vendor's chain with the step.

-- Who acts -------------------------------------------------------------------------------------------------------------------

create or replace function has_desk_role(user_id uuid, role text) returns boolean
    language sql stable
begin atomic
    select exists (select from desk_member d join user_account u on u.id = d.user_id
                    where d.user_id = has_desk_role.user_id and d.role = has_desk_role.role
                      and d.retired_at is null and u.retired_at is null);
end;

create or replace function require_desk_role(role text) returns void
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
begin
    if has_desk_role(current_user_id(), role) is not true then
        raise exception 'only % may do this', role using errcode = 'CC403';
    end if;
end
$$;

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
        on (known.user_id, known.role) = (wanted.user_id, wanted.role)
        when not matched by target then
            insert (user_id, role) values (wanted.user_id, wanted.role)
        when matched and (known.source <> 'FILES' or known.retired_at is not null) then
            update set source = 'FILES', issuer = null, retired_at = null
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

-- What is published ----------------------------------------------------------------------------------------------------------

-- Whom the latest version of a certification is for: as in the content of a certificate in a draft. Not single Organizations: see
-- apply_certificate.
create or replace function latest_audience(certification text) returns jsonb
    language sql stable
begin atomic
    select jsonb_build_object(
               'otherwise', coalesce(max(r.otherwise), 'EVERYONE'),
               'groups', coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                      'group', a.group_code, 'from', utc_text(a.valid_from), 'until', utc_text(a.valid_until)))
                                            order by a.group_code, a.valid_from, a.id) filter (where a.id is not null), '[]'))
      from certificate_restriction r
      left join certificate_access a
           on a.certificate_id = r.certificate_id and a.group_code is not null and a.retired_at is null
     where r.retired_at is null
       and r.certificate_id = (select c.id from certificate c where c.certification_code = latest_audience.certification
                                order by c.version desc limit 1);
end;

-- An item as it is published now, in the form that a draft has it; null if there is none. For a certificate, what it follows, and
-- whom that is for.
create or replace function published_item(kind text, key text, content jsonb) returns jsonb
    language sql stable
begin atomic
    select case kind
        when 'COMPLIANCE' then (
            select jsonb_build_object(
                       'name', c.name, 'status', c.status, 'summary', c.summary, 'description', c.description,
                       'howWeComply', c.how_we_comply,
                       'links', coalesce((select jsonb_agg(jsonb_build_object('label', l.label, 'url', l.url)
                                                           order by l.position)
                                            from compliance_link l where l.compliance_code = c.code), '[]'))
              from compliance c where c.code = published_item.key and c.retired_at is null)
        when 'CERTIFICATION' then (
            select jsonb_build_object(
                       'name', c.name, 'status', c.status, 'summary', c.summary, 'assures', c.assures,
                       'compliance', c.compliance_code, 'renewalEvery', c.renewal_every,
                       'renewalDescription', c.renewal_description,
                       'audits', coalesce((select jsonb_agg(jsonb_build_object('name', a.name, 'every', a.every)
                                                            order by a.position)
                                             from certification_audit a where a.certification_code = c.code), '[]'))
              from certification c where c.code = published_item.key and c.retired_at is null)
        when 'TERMS' then followed_terms()
        when 'ORDER' then (
            select jsonb_build_object('codes', coalesce(jsonb_agg(item.code order by item.place, item.position, item.code), '[]'))
              from (select 'COMPLIANCE' as kind, c.code, c.place, c.position from compliance c where c.retired_at is null
                    union all
                    select 'CERTIFICATION', c.code, c.place, c.position from certification c where c.retired_at is null) as item
             where item.kind = published_item.key)
        else (
            select jsonb_build_object('follows', max(c.version)) || latest_audience(content ->> 'certification')
              from certificate c where c.certification_code = content ->> 'certification')
        end;
end;

-- Refuses what is managed in the folder.
create or replace function require_managed_by_desk(kind text, key text, content jsonb) returns void
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
declare
    manager text;
begin
    case kind
        when 'COMPLIANCE' then select managed_by into manager from compliance where code = key;
        when 'CERTIFICATION' then select managed_by into manager from certification where code = key;
        -- A new version. The folder's stay as they are.
        when 'TERMS' then manager := 'DESK';
        -- The desk orders a list in which it manages something.
        when 'ORDER' then
            manager := case when exists (select from compliance where key = 'COMPLIANCE' and managed_by = 'DESK')
                              or exists (select from certification where key = 'CERTIFICATION' and managed_by = 'DESK')
                            then 'DESK' else 'FOLDER' end;
        else select managed_by into manager from certification where code = content ->> 'certification';
    end case;
    if manager = 'FOLDER' then
        raise exception 'this is managed in the folder' using errcode = 'CC409';
    end if;
end
$$;

-- Each item is changed where it is managed, whoever writes it.
create or replace function keep_to_manager() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    here constant text := case session_user when 'compliance_center_desk' then 'DESK' else 'FOLDER' end;
    manager text;
begin
    if tg_op = 'UPDATE' and new is not distinct from old then
        return new;
    end if;
    if tg_table_name = 'certificate' then
        select managed_by into manager from certification where code = coalesce(new.certification_code, old.certification_code);
    -- The order is the desk's: the folder gives positions.
    elsif tg_op = 'UPDATE' and to_jsonb(new) - '{managed_by, place}'::text[] = to_jsonb(old) - '{managed_by, place}'::text[] then
        return new;
    else
        manager := case tg_op when 'INSERT' then new.managed_by else old.managed_by end;
    end if;
    if manager <> here then
        raise exception '% is managed by %', tg_table_name, lower(manager) using errcode = 'CC409';
    end if;
    return coalesce(new, old);
end
$$;
create or replace trigger compliance_keeps_to_manager before insert or update or delete on compliance
    for each row execute function keep_to_manager();
create or replace trigger certification_keeps_to_manager before insert or update or delete on certification
    for each row execute function keep_to_manager();
create or replace trigger certificate_keeps_to_manager before insert or update or delete on certificate
    for each row execute function keep_to_manager();

create or replace trigger terms_version_keeps_to_manager before insert or update or delete on terms_version
    for each row execute function keep_to_manager();

-- The same for what belongs to an item. What the desk gives to single Organizations may be of the folder's certificates.
create or replace function keep_to_manager_of_item() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    here constant text := case session_user when 'compliance_center_desk' then 'DESK' else 'FOLDER' end;
    part constant jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
    manager text;
begin
    if tg_op = 'UPDATE' and new is not distinct from old then
        return new;
    end if;
    case tg_table_name
        when 'compliance_link' then
            select c.managed_by into manager from compliance c where c.code = part ->> 'compliance_code';
        when 'certification_audit' then
            select c.managed_by into manager from certification c where c.code = part ->> 'certification_code';
        when 'terms_text' then
            select v.managed_by into manager from terms_version v where v.version = (part ->> 'version')::integer;
        else
            select n.managed_by into manager
              from certificate c join certification n on n.code = c.certification_code
             where c.id = (part ->> 'certificate_id')::uuid;
            if part ->> 'managed_by' = 'DESK' then
                manager := here;
            end if;
    end case;
    if manager <> here then
        raise exception '% is managed by %', tg_table_name, lower(manager) using errcode = 'CC409';
    end if;
    return coalesce(new, old);
end
$$;
create or replace trigger compliance_link_keeps_to_manager before insert or update or delete on compliance_link
    for each row execute function keep_to_manager_of_item();
create or replace trigger certification_audit_keeps_to_manager before insert or update or delete on certification_audit
    for each row execute function keep_to_manager_of_item();
create or replace trigger terms_text_keeps_to_manager before insert or update or delete on terms_text
    for each row execute function keep_to_manager_of_item();
create or replace trigger certificate_restriction_keeps_to_manager before insert or update or delete on certificate_restriction
    for each row execute function keep_to_manager_of_item();
create or replace trigger certificate_access_keeps_to_manager before insert or update or delete on certificate_access
    for each row execute function keep_to_manager_of_item();

-- The desk or the folder takes an item over.
create or replace function change_manager(kind text, key text, manager text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    found_name text;
begin
    perform require_desk_role('EDITOR');
    perform lock_publication();
    if kind = 'COMPLIANCE' then
        update compliance set managed_by = manager where code = key and managed_by <> manager returning name into found_name;
    else
        update certification set managed_by = manager where code = key and managed_by <> manager returning name into found_name;
    end if;
    if found_name is not null then
        perform append_evidence(
            vendor_chain(), 'manager-changed',
            json_build_object('kind', lower(kind), 'code', key, 'name', found_name, 'manager', lower(manager),
                              'by', person_payload(current_user_id())),
            current_user_id(), null, null);
    end if;
end
$$;

-- Drafts ---------------------------------------------------------------------------------------------------------------------

create or replace function create_draft(title text) returns uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    created uuid;
begin
    perform require_desk_role('EDITOR');
    insert into draft (title, created_by) values (create_draft.title, current_user_id()) returning id into created;
    return created;
end
$$;

-- The draft, locked until the end of the transaction. Two people may edit it: the second one, who saw an earlier revision, is
-- refused.
create or replace function lock_draft(draft_id uuid, seen integer) returns draft
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    locked draft;
begin
    select * into locked from draft d where d.id = lock_draft.draft_id for update;
    if not found then
        raise exception 'no such draft' using errcode = 'CC404';
    end if;
    if locked.revision is distinct from seen then
        raise exception 'the draft has changed' using errcode = 'CC409';
    end if;
    return locked;
end
$$;

create or replace function begin_draft_change(draft_id uuid, seen integer) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('EDITOR');
    if (lock_draft(draft_id, seen)).state <> 'OPEN' then
        raise exception 'the draft is in review' using errcode = 'CC409';
    end if;
    insert into draft_author values (begin_draft_change.draft_id, current_user_id()) on conflict do nothing;
    update draft d set revision = d.revision + 1 where d.id = begin_draft_change.draft_id;
end
$$;

-- Adds or replaces a change. A certificate that is for nobody in particular is for whom the latest version is.
create or replace function put_draft_change(draft_id uuid, seen integer, kind text, key text, content jsonb) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    complete jsonb := content;
begin
    perform begin_draft_change(draft_id, seen);
    perform require_managed_by_desk(kind, key, content);
    if kind = 'CERTIFICATE' and content ->> 'otherwise' is null then
        complete := content || latest_audience(content ->> 'certification');
    end if;
    insert into draft_change as known (draft_id, kind, key, content, replaces, edited_by)
    values (put_draft_change.draft_id, put_draft_change.kind, put_draft_change.key, complete,
            published_item(put_draft_change.kind, put_draft_change.key, put_draft_change.content), current_user_id())
    on conflict on constraint draft_change_pkey do update
       set content = excluded.content, replaces = excluded.replaces, edited_by = excluded.edited_by,
           edited_at = clock_timestamp();
end
$$;

-- Stores the PDF of a certificate in the draft.
create or replace function put_draft_document(draft_id uuid, key text, content bytea, pages integer, copy_kind text,
                                              original_sha256 bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('EDITOR');
    perform from draft d join draft_change c on c.draft_id = d.id
      where d.id = put_draft_document.draft_id and d.state = 'OPEN' and c.kind = 'CERTIFICATE'
        and c.key = put_draft_document.key and c.edited_by = current_user_id()
        for no key update of d;
    if not found then
        raise exception 'no such change' using errcode = 'CC404';
    end if;
    insert into draft_document as known (draft_id, key, content, pages, copy_kind, original_sha256)
    values (put_draft_document.draft_id, put_draft_document.key, put_draft_document.content, put_draft_document.pages,
            put_draft_document.copy_kind, put_draft_document.original_sha256)
    on conflict on constraint draft_document_pkey do update
       set content = excluded.content, pages = excluded.pages, copy_kind = excluded.copy_kind,
           original_sha256 = excluded.original_sha256;
end
$$;

create or replace function remove_draft_change(draft_id uuid, seen integer, kind text, key text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform begin_draft_change(draft_id, seen);
    delete from draft_change c
     where c.draft_id = remove_draft_change.draft_id and c.kind = remove_draft_change.kind and c.key = remove_draft_change.key;
end
$$;

-- The PDF of a certificate in a draft: for everybody at the desk who edits or approves.
create or replace function read_draft_document(draft_id uuid, key text) returns bytea
    language plpgsql stable security definer set search_path = compliance_center, pg_temp as
$$
begin
    if not (has_desk_role(current_user_id(), 'EDITOR') or has_desk_role(current_user_id(), 'APPROVER')) then
        raise exception 'only EDITOR and APPROVER may do this' using errcode = 'CC403';
    end if;
    return (select d.content from draft_document d
             where d.draft_id = read_draft_document.draft_id and d.key = read_draft_document.key);
end
$$;

-- Review ---------------------------------------------------------------------------------------------------------------------

-- SHA-256 over all changes of a draft, with the hashes of their documents.
create or replace function draft_sha256(draft_id uuid) returns bytea
    language sql stable
begin atomic
    select sha256(convert_to(jsonb_agg(
               jsonb_build_object(
                   'kind', c.kind, 'key', c.key, 'content', c.content, 'replaces', c.replaces,
                   'document', case when d.key is not null then jsonb_build_object(
                       'sha256', encode(d.sha256, 'hex'), 'pages', d.pages, 'copy', d.copy_kind,
                       'original', encode(d.original_sha256, 'hex')) end)
               order by c.kind collate "C", c.key collate "C")::text, 'UTF8'))
      from draft_change c left join draft_document d on (d.draft_id, d.kind, d.key) = (c.draft_id, c.kind, c.key)
     where c.draft_id = draft_sha256.draft_id;
end;

create or replace function append_draft_entry(entry_kind text, d draft, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), entry_kind,
        (jsonb_strip_nulls(jsonb_build_object(
            'draft', jsonb_build_object('id', d.id, 'title', d.title, 'sha256', encode(d.sha256, 'hex')),
            'by', person_payload(current_user_id()))) || more)::json,
        current_user_id(), null, d.id);
end
$$;

-- Whether everything that the draft replaces is still as it was when the draft was edited.
create or replace function is_draft_current(draft_id uuid) returns boolean
    language sql stable
begin atomic
    select not exists (select from draft_change c
                        where c.draft_id = is_draft_current.draft_id
                          and c.replaces is distinct from published_item(c.kind, c.key, c.content));
end;

-- returns: SUBMITTED, CONTRADICTORY, EMPTY, INCOMPLETE if a certificate lacks its document or its details, or OUTDATED
create or replace function submit_draft(draft_id uuid, seen integer) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    submitted draft;
begin
    perform require_desk_role('EDITOR');
    submitted := lock_draft(draft_id, seen);
    if submitted.state <> 'OPEN' then
        raise exception 'the draft is in review' using errcode = 'CC409';
    end if;
    if not exists (select from draft_change c where c.draft_id = submit_draft.draft_id) then
        return 'EMPTY';
    elsif exists (select from draft_change c
                   where c.draft_id = submit_draft.draft_id and c.kind = 'CERTIFICATE'
                     and (c.content ->> 'issuer' is null or not exists (select from draft_document d where (d.draft_id, d.key) = (c.draft_id, c.key)))) then
        return 'INCOMPLETE';
    elsif not is_draft_current(draft_id) then
        return 'OUTDATED';
    elsif is_draft_contradictory(draft_id) then
        return 'CONTRADICTORY';
    end if;
    update draft d
       set state = 'IN_REVIEW', revision = d.revision + 1, submitted_by = current_user_id(), submitted_at = clock_timestamp(),
           sha256 = draft_sha256(d.id), remark = null
     where d.id = submit_draft.draft_id returning * into submitted;
    insert into draft_author values (submitted.id, current_user_id()) on conflict do nothing;
    perform append_draft_entry('draft-submitted', submitted, '{}');
    return 'SUBMITTED';
end
$$;

-- Opens a draft for changes again: an approver sends it back, or an editor takes it back.
create or replace function return_draft(draft_id uuid, seen integer, remark text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    returned draft;
begin
    if not (has_desk_role(current_user_id(), 'EDITOR') or has_desk_role(current_user_id(), 'APPROVER')) then
        raise exception 'only EDITOR and APPROVER may do this' using errcode = 'CC403';
    end if;
    returned := lock_draft(draft_id, seen);
    if returned.state not in ('IN_REVIEW', 'APPROVED') then
        raise exception 'the draft is not in review' using errcode = 'CC409';
    end if;
    perform append_draft_entry('draft-returned', returned, jsonb_strip_nulls(jsonb_build_object('remark', remark)));
    update draft d
       set state = 'OPEN', revision = d.revision + 1, sha256 = null, submitted_by = null, submitted_at = null,
           approved_by = null, approved_at = null, publish_at = null, remark = return_draft.remark
     where d.id = return_draft.draft_id;
end
$$;

create or replace function discard_draft(draft_id uuid, seen integer) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    discarded draft;
begin
    perform require_desk_role('EDITOR');
    discarded := lock_draft(draft_id, seen);
    if discarded.state <> 'OPEN' then
        raise exception 'the draft is in review' using errcode = 'CC409';
    end if;
    update draft d set state = 'DISCARDED', revision = d.revision + 1
     where d.id = discard_draft.draft_id returning * into discarded;
    -- Nobody has to keep what was never published.
    delete from draft_document d where d.draft_id = discard_draft.draft_id;
    perform append_draft_entry('draft-discarded', discarded, '{}');
end
$$;

-- Approves exactly what the approver has seen.
--
-- returns: APPROVED, CONTRADICTORY, OWN if the approver has changed the draft, CHANGED if it is not the hash that they saw, OUTDATED, or PAST
--          if the time has passed
create or replace function approve_draft(draft_id uuid, seen_sha256 bytea, publish_at timestamptz) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    approved draft;
    outcome text := 'APPROVED';
begin
    perform require_desk_role('APPROVER');
    select * into approved from draft d where d.id = approve_draft.draft_id for update;
    if not found then
        raise exception 'no such draft' using errcode = 'CC404';
    end if;
    if approved.state <> 'IN_REVIEW' or approved.sha256 is distinct from seen_sha256
        or draft_sha256(draft_id) is distinct from seen_sha256 then
        return 'CHANGED';
    elsif exists (select from draft_author a where a.draft_id = approve_draft.draft_id and a.user_id = current_user_id()) then
        return 'OWN';
    elsif not is_draft_current(draft_id) then
        return 'OUTDATED';
    elsif is_draft_contradictory(draft_id) then
        return 'CONTRADICTORY';
    elsif publish_at <= clock_timestamp() then
        return 'PAST';
    end if;
    begin
        update draft d
           set state = 'APPROVED', revision = d.revision + 1, approved_by = current_user_id(), approved_at = clock_timestamp(),
               publish_at = approve_draft.publish_at
         where d.id = approve_draft.draft_id returning * into approved;
        perform append_draft_entry('draft-approved', approved,
                                   jsonb_strip_nulls(jsonb_build_object('publishAt', utc_text(approved.publish_at))));
        if publish_at is null then
            outcome := publish_draft(draft_id);
            if outcome <> 'PUBLISHED' then
                -- Takes back what this block has done: the draft is not approved then.
                raise exception 'not published' using errcode = 'CC499';
            end if;
        end if;
    exception when sqlstate 'CC499' then
        null;
    end;
    return outcome;
end
$$;

-- Publication ----------------------------------------------------------------------------------------------------------------

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
    -- What was taken off the page with it comes back with it.
    update certificate c set retired_at = null
     where c.certification_code = apply_certification.code and c.retired_at = ended;
    delete from certification_audit a where a.certification_code = apply_certification.code;
    insert into certification_audit (certification_code, position, name, every)
    select apply_certification.code, item.place - 1, item.value ->> 'name', item.value ->> 'every'
      from jsonb_array_elements(content -> 'audits') with ordinality as item (value, place);
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
    if audience ->> 'otherwise' = 'EVERYONE' then
        return;
    end if;
    insert into certificate_restriction (certificate_id, otherwise)
    values (apply_certificate.key::uuid, audience ->> 'otherwise');
    insert into certificate_access (certificate_id, group_code, valid_from, valid_until, managed_by)
    select apply_certificate.key::uuid, g."group", g."from", g.until, 'DESK'
      from jsonb_to_recordset(audience -> 'groups') as g ("group" text, "from" timestamptz, until timestamptz)
     order by g."group", g."from";
    insert into certificate_access (certificate_id, organization_id, valid_from, valid_until, managed_by)
    select apply_certificate.key::uuid, a.organization_id, a.valid_from, a.valid_until, 'DESK'
      from certificate_access a
     where a.certificate_id = former and a.organization_id is not null and a.retired_at is null
       and (clock_timestamp() < a.valid_until or a.valid_until is null)
     order by a.id;
end
$$;

-- Publishes an approved draft whose time has come, exactly as it was approved.
--
-- returns: PUBLISHED, OUTDATED, CONTRADICTORY, or WITHDRAWN if the approver is none any more
create or replace function publish_draft(draft_id uuid) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    approved draft;
    change draft_change;
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
    if exists (select from draft_author a where (a.draft_id, a.user_id) = (approved.id, approved.approved_by)) then
        raise exception 'an author cannot approve' using errcode = 'CC403';
    end if;
    if not has_desk_role(approved.approved_by, 'APPROVER') then
        return 'WITHDRAWN';
    end if;
    if not is_draft_current(draft_id) then
        return 'OUTDATED';
    end if;
    if is_draft_contradictory(draft_id) then
        return 'CONTRADICTORY';
    end if;
    for change in
        select * from draft_change c where c.draft_id = publish_draft.draft_id
         order by array_position(array['COMPLIANCE', 'CERTIFICATION', 'CERTIFICATE', 'ORDER', 'TERMS'], c.kind), c.key
    loop
        perform require_managed_by_desk(change.kind, change.key, change.content);
        case
            when change.content ->> 'retired' is not null then perform retire_item(change.kind, change.key);
            when change.kind = 'COMPLIANCE' then perform apply_compliance(change.key, change.content);
            when change.kind = 'CERTIFICATION' then perform apply_certification(change.key, change.content);
            when change.kind = 'TERMS' then perform apply_terms(change.key, change.content);
            when change.kind = 'ORDER' then perform apply_order(change.key, change.content);
            else perform apply_certificate(change.draft_id, change.key, change.content);
        end case;
    end loop;
    update draft d set state = 'PUBLISHED', revision = d.revision + 1, published_at = clock_timestamp()
     where d.id = publish_draft.draft_id returning * into approved;
    perform append_draft_entry(
        'draft-published', approved,
        jsonb_build_object(
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

revoke all on function keep_to_manager(), keep_to_manager_of_item(), change_manager(text, text, text), create_draft(text),
    put_draft_change(uuid, integer, text, text, jsonb), put_draft_document(uuid, text, bytea, integer, text, bytea),
    remove_draft_change(uuid, integer, text, text), read_draft_document(uuid, text), submit_draft(uuid, integer),
    return_draft(uuid, integer, text), discard_draft(uuid, integer), approve_draft(uuid, bytea, timestamptz),
    publish_draft(uuid), due_drafts(), publish_desk_members(jsonb) from public;
grant execute on function change_manager(text, text, text), create_draft(text),
    put_draft_change(uuid, integer, text, text, jsonb), put_draft_document(uuid, text, bytea, integer, text, bytea),
    remove_draft_change(uuid, integer, text, text), read_draft_document(uuid, text), submit_draft(uuid, integer),
    return_draft(uuid, integer, text), discard_draft(uuid, integer), approve_draft(uuid, bytea, timestamptz),
    publish_draft(uuid), due_drafts(), published_item(text, text, jsonb), latest_audience(text), draft_sha256(uuid), is_draft_current(uuid)
    to compliance_center_desk;
-- Publishing a folder
grant execute on function publish_desk_members(jsonb) to ${publisher_role};
