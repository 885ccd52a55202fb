-- Drafts, and their review by a second person.

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

-- The draft, locked until the end of the transaction, for somebody with one of these roles, who is asked again after waiting. Two
-- people may edit it: the second one, who saw an earlier revision, is refused.
create or replace function lock_draft(draft_id uuid, seen integer, variadic roles text[]) returns draft
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    locked draft;
begin
    perform require_desk_role(variadic roles);
    select * into locked from draft d where d.id = lock_draft.draft_id for update;
    if not found then
        raise exception 'no such draft' using errcode = 'CC404';
    end if;
    perform require_desk_role(variadic roles);
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
    if (lock_draft(draft_id, seen, 'EDITOR')).state <> 'OPEN' then
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
    -- The folder does not change the first language meanwhile: see are_texts_in_drafts.
    perform lock_publication_shared();
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

-- Whether a draft that is still to be published has texts of an item. They are in the first language of the catalogue.
create or replace function are_texts_in_drafts() returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
    return exists (select from draft_change c join draft d on d.id = c.draft_id
                    where d.state in ('OPEN', 'IN_REVIEW', 'APPROVED') and c.kind in ('COMPLIANCE', 'CERTIFICATION')
                      and c.content ->> 'retired' is null);

-- Stores the PDF of a certificate in the draft.
create or replace function put_draft_document(draft_id uuid, key text, content bytea, pages integer, copy_kind text,
                                              original_sha256 bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('EDITOR');
    -- Before the draft's row: refuse_purged_draft_document takes it as well.
    perform lock_publication_shared();
    -- Again, after waiting
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

-- A part of the PDF of a certificate in a draft, for everybody at the desk who edits or approves; the first byte is 1.
create or replace function read_draft_document(draft_id uuid, key text, from_byte integer, byte_count integer) returns bytea
    language plpgsql stable security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('EDITOR', 'APPROVER');
    return (select substring(d.content from from_byte for byte_count) from draft_document d
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

-- Why what the draft has cannot be published now, whoever approves it: OUTDATED, CONTRADICTORY, or MOVED if the folder manages
-- something that it changes; null if it can.
create or replace function why_not_publishable(draft_id uuid) returns text
    language sql stable
begin atomic
    select case
               when not is_draft_current(why_not_publishable.draft_id) then 'OUTDATED'
               when exists (select from draft_change c
                             where c.draft_id = why_not_publishable.draft_id
                               and manager_of(c.kind, c.key, c.content) = 'FOLDER') then 'MOVED'
               when is_draft_contradictory(why_not_publishable.draft_id) then 'CONTRADICTORY'
           end;
end;

-- returns: SUBMITTED, EMPTY, INCOMPLETE if a certificate lacks its document or its details, or what why_not_publishable says
create or replace function submit_draft(draft_id uuid, seen integer) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    submitted draft;
begin
    submitted := lock_draft(draft_id, seen, 'EDITOR');
    if submitted.state <> 'OPEN' then
        raise exception 'the draft is in review' using errcode = 'CC409';
    end if;
    if not exists (select from draft_change c where c.draft_id = submit_draft.draft_id) then
        return 'EMPTY';
    elsif exists (select from draft_change c
                   where c.draft_id = submit_draft.draft_id and c.kind = 'CERTIFICATE'
                     and (c.content ->> 'issuer' is null or not exists (select from draft_document d where (d.draft_id, d.key) = (c.draft_id, c.key)))) then
        return 'INCOMPLETE';
    elsif why_not_publishable(draft_id) is not null then
        return why_not_publishable(draft_id);
    end if;
    update draft d
       set state = 'IN_REVIEW', revision = d.revision + 1, submitted_by = current_user_id(), submitted_at = clock_timestamp(),
           sha256 = draft_sha256(d.id), remark = null, approval_ended = null
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
    returned := lock_draft(draft_id, seen, 'EDITOR', 'APPROVER');
    if returned.state not in ('IN_REVIEW', 'APPROVED') then
        raise exception 'the draft is not in review' using errcode = 'CC409';
    end if;
    perform append_draft_entry('draft-returned', returned, jsonb_strip_nulls(jsonb_build_object('remark', remark)));
    update draft d
       set state = 'OPEN', revision = d.revision + 1, sha256 = null, submitted_by = null, submitted_at = null,
           approved_by = null, approved_at = null, publish_at = null, approval_ended = null, remark = return_draft.remark
     where d.id = return_draft.draft_id;
end
$$;

create or replace function discard_draft(draft_id uuid, seen integer) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    discarded draft;
begin
    discarded := lock_draft(draft_id, seen, 'EDITOR');
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

create or replace function is_draft_author(draft_id uuid, user_id uuid) returns boolean
    language sql stable
begin atomic
    select exists (select from draft_author a
                    where a.draft_id = is_draft_author.draft_id and is_same_person(a.user_id, is_draft_author.user_id));
end;

-- Approves exactly what the approver has seen. If the second person is switched off, an author may do it, and the entry says that
-- nobody else did.
--
-- returns: APPROVED; PUBLISHED if it is at once; OWN if the approver has changed the draft; CHANGED if it is not the hash that they saw;
--          PAST if the time has passed; or what why_not_publishable says
create or replace function approve_draft(draft_id uuid, seen_sha256 bytea, publish_at timestamptz) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    approved draft;
    outcome text := 'APPROVED';
    alone boolean;
begin
    perform require_desk_role('APPROVER');
    if publish_at is null then
        -- Before the draft's row and the entry: publish_draft takes it as well.
        perform lock_publication_as('APPROVER');
    end if;
    select * into approved from draft d where d.id = approve_draft.draft_id for update;
    if not found then
        raise exception 'no such draft' using errcode = 'CC404';
    end if;
    -- Again, after waiting
    perform require_desk_role('APPROVER');
    -- Under the lock that every change of the draft takes
    alone := is_draft_author(draft_id, current_user_id());
    if approved.state <> 'IN_REVIEW' or approved.sha256 is distinct from seen_sha256
        or draft_sha256(draft_id) is distinct from seen_sha256 then
        return 'CHANGED';
    elsif alone and requires_second_person() then
        return 'OWN';
    elsif why_not_publishable(draft_id) is not null then
        return why_not_publishable(draft_id);
    elsif publish_at <= clock_timestamp() then
        return 'PAST';
    end if;
    begin
        update draft d
           set state = 'APPROVED', revision = d.revision + 1, approved_by = current_user_id(), approved_at = clock_timestamp(),
               publish_at = approve_draft.publish_at, approval_ended = null
         where d.id = approve_draft.draft_id returning * into approved;
        perform append_draft_entry('draft-approved', approved,
                                   jsonb_strip_nulls(jsonb_build_object('publishAt', utc_text(approved.publish_at)))
                                       || without_second_person(alone));
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

revoke all on function create_draft(text), are_texts_in_drafts(),
    put_draft_change(uuid, integer, text, text, jsonb), put_draft_document(uuid, text, bytea, integer, text, bytea),
    remove_draft_change(uuid, integer, text, text), read_draft_document(uuid, text, integer, integer), submit_draft(uuid, integer),
    return_draft(uuid, integer, text), discard_draft(uuid, integer), approve_draft(uuid, bytea, timestamptz) from public;
grant execute on function create_draft(text),
    put_draft_change(uuid, integer, text, text, jsonb), put_draft_document(uuid, text, bytea, integer, text, bytea),
    remove_draft_change(uuid, integer, text, text), read_draft_document(uuid, text, integer, integer), submit_draft(uuid, integer),
    return_draft(uuid, integer, text), discard_draft(uuid, integer), approve_draft(uuid, bytea, timestamptz),
    draft_sha256(uuid), is_draft_current(uuid)
    to compliance_center_desk;
-- Publishing a folder
grant execute on function are_texts_in_drafts() to ${publisher_role};
