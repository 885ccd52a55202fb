-- What is published as drafts see it, and its manager: the folder or the desk.

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

-- The translations of an item as drafts have them; nothing if there are none, as in drafts from before there were any.
create or replace function published_translations(kind text, key text) returns jsonb
    language sql stable
begin atomic
    select case when count(*) > 0 then jsonb_build_object('translations', jsonb_object_agg(t.language, t.texts)) else '{}' end
      from (select t.language, jsonb_build_object(
                       'name', t.name, 'summary', t.summary, 'description', t.description, 'howWeComply', t.how_we_comply,
                       'linkLabels', to_jsonb(t.link_labels)) as texts
              from compliance_translation t
             where published_translations.kind = 'COMPLIANCE' and t.compliance_code = published_translations.key
            union all
            select t.language, jsonb_build_object(
                       'name', t.name, 'summary', t.summary, 'assures', t.assures,
                       'renewalDescription', t.renewal_description, 'auditNames', to_jsonb(t.audit_names))
              from certification_translation t
             where published_translations.kind = 'CERTIFICATION' and t.certification_code = published_translations.key) as t;
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
                   || published_translations('COMPLIANCE', c.code)
              from compliance c where c.code = published_item.key and c.retired_at is null)
        when 'CERTIFICATION' then (
            select jsonb_build_object(
                       'name', c.name, 'status', c.status, 'summary', c.summary, 'assures', c.assures,
                       'compliance', c.compliance_code, 'renewalEvery', c.renewal_every,
                       'renewalDescription', c.renewal_description,
                       'audits', coalesce((select jsonb_agg(jsonb_build_object('name', a.name, 'every', a.every)
                                                            order by a.position)
                                             from certification_audit a where a.certification_code = c.code), '[]'))
                   || published_translations('CERTIFICATION', c.code)
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

-- Where an item of a draft is managed: FOLDER or DESK; null for what is new.
create or replace function manager_of(kind text, key text, content jsonb) returns text
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
    return manager;
end
$$;

-- Refuses what is managed in the folder.
create or replace function require_managed_by_desk(kind text, key text, content jsonb) returns void
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
begin
    if manager_of(kind, key, content) = 'FOLDER' then
        raise exception 'this is managed in the folder' using errcode = 'CC409';
    end if;
end
$$;

-- Each item is changed where it is managed, with what belongs to it, whoever writes it. What the desk gives to single Organizations may
-- be of the folder's certificates.
create or replace function keep_to_manager() returns trigger
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
        when 'certificate', 'certification_audit', 'certification_translation' then
            select c.managed_by into manager from certification c where c.code = part ->> 'certification_code';
        when 'compliance_link', 'compliance_translation' then
            select c.managed_by into manager from compliance c where c.code = part ->> 'compliance_code';
        when 'terms_text' then
            select v.managed_by into manager from terms_version v where v.version = (part ->> 'version')::integer;
        when 'certificate_restriction', 'certificate_access' then
            select n.managed_by into manager
              from certificate c join certification n on n.code = c.certification_code
             where c.id = (part ->> 'certificate_id')::uuid;
            if part ->> 'managed_by' = 'DESK' then
                manager := here;
            end if;
        else
            -- The order is the desk's: the folder gives positions.
            if tg_op = 'UPDATE' and part - '{managed_by, place}'::text[] = to_jsonb(old) - '{managed_by, place}'::text[] then
                return new;
            end if;
            manager := to_jsonb(case tg_op when 'INSERT' then new else old end) ->> 'managed_by';
    end case;
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
create or replace trigger compliance_link_keeps_to_manager before insert or update or delete on compliance_link
    for each row execute function keep_to_manager();
create or replace trigger certification_audit_keeps_to_manager before insert or update or delete on certification_audit
    for each row execute function keep_to_manager();
create or replace trigger compliance_translation_keeps_to_manager before insert or update or delete on compliance_translation
    for each row execute function keep_to_manager();
create or replace trigger certification_translation_keeps_to_manager
    before insert or update or delete on certification_translation
    for each row execute function keep_to_manager();
create or replace trigger terms_text_keeps_to_manager before insert or update or delete on terms_text
    for each row execute function keep_to_manager();
create or replace trigger certificate_restriction_keeps_to_manager before insert or update or delete on certificate_restriction
    for each row execute function keep_to_manager();
create or replace trigger certificate_access_keeps_to_manager before insert or update or delete on certificate_access
    for each row execute function keep_to_manager();

-- The desk or the folder takes an item over.
create or replace function change_manager(kind text, key text, manager text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    found_name text;
begin
    perform lock_publication_as('EDITOR');
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

revoke all on function keep_to_manager(), change_manager(text, text, text) from public;
grant execute on function change_manager(text, text, text), published_item(text, text, jsonb), published_translations(text, text),
    latest_audience(text)
    to compliance_center_desk;
