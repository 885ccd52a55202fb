-- Versions of the terms, published and withdrawn at the desk.

-- What a new version follows: the highest number, and the words of the highest version that is not retired.
create or replace function followed_terms() returns jsonb
    language sql stable
begin atomic
    select jsonb_build_object(
               'version', (select max(v.version) from terms_version v),
               'texts', coalesce(
                   (select jsonb_object_agg(t.locale, convert_from(t.content, 'UTF8'))
                      from terms_text t
                     where t.version = (select max(v.version) from terms_version v where v.retired_at is null)),
                   '{}'));
end;

-- A version comes into effect when it is published, or later, and not before the one that it follows.
create or replace function apply_terms(key text, content jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    effective constant timestamptz := greatest((content ->> 'effectiveAt')::timestamptz, clock_timestamp());
begin
    if exists (select from terms_version v where v.version >= key::integer or (v.retired_at is null and v.effective_at > effective))
    then
        raise exception 'another version of the terms is later' using errcode = 'CC409';
    end if;
    insert into terms_version (version, kind, effective_at, managed_by)
    values (key::integer, content ->> 'kind', effective, 'DESK');
    insert into terms_text (version, locale, content)
    select key::integer, words.locale, convert_to(words.text, 'UTF8')
      from jsonb_each_text(apply_terms.content -> 'texts') as words (locale, text);
end
$$;

-- Withdraws a version that is not in effect yet.
create or replace function withdraw_terms(version integer, reason text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_as('EDITOR');
    if is_plain_text(reason, 2000) is not true then
        raise exception 'a reason is needed' using errcode = 'CC403';
    end if;
    if not exists (select from terms_version v
                    where v.version = withdraw_terms.version and v.retired_at is null and v.managed_by = 'DESK'
                      and v.effective_at > clock_timestamp()) then
        raise exception 'no such version is to come' using errcode = 'CC409';
    end if;
    perform append_evidence(
        vendor_chain(), 'terms-withdrawn',
        json_build_object('terms', terms_payload(version), 'reason', reason, 'by', person_payload(current_user_id())),
        current_user_id(), null, null);
    update terms_version v set retired_at = clock_timestamp() where v.version = withdraw_terms.version;
end
$$;

revoke all on function withdraw_terms(integer, text) from public;
grant execute on function withdraw_terms(integer, text), followed_terms() to compliance_center_desk;
