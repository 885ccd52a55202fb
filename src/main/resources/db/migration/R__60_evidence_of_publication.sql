-- Entries in the vendor's chain: what was published, retired and brought back.

create or replace function record_terms_publication() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'UPDATE' and new.retired_at is not distinct from old.retired_at then
        return null;
    end if;
    perform append_evidence(
        vendor_chain(),
        case when new.retired_at is not null then 'terms-retired'
             when tg_op = 'UPDATE' then 'terms-brought-back'
             else 'terms-published' end,
        json_build_object('terms', terms_payload(new.version)), null, null, null);
    return null;
end
$$;
-- At commit, when all texts of the version are there.
drop trigger if exists terms_publication_recorded on terms_version;
create constraint trigger terms_publication_recorded after insert or update on terms_version
    deferrable initially deferred
    for each row execute function record_terms_publication();

-- A language that is added later; the first ones are in the entry of their version.
create or replace function record_terms_language() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if exists (select from terms_version where version = new.version and published_in <> pg_current_xact_id()) then
        perform append_evidence(
            vendor_chain(), 'terms-language-added',
            json_build_object('terms', json_build_object('version', new.version, 'locale', new.locale,
                                                         'sha256', encode(new.sha256, 'hex'))),
            null, null, null);
    end if;
    return null;
end
$$;
create or replace trigger terms_language_recorded after insert on terms_text
    for each row execute function record_terms_language();

create or replace function record_certificate_publication() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'UPDATE' and new.retired_at is not distinct from old.retired_at then
        return null;
    end if;
    perform append_evidence(
        vendor_chain(),
        case when new.retired_at is not null then 'certificate-retired'
             when tg_op = 'UPDATE' then 'certificate-brought-back'
             else 'certificate-published' end,
        case when new.original_sha256 is null
             then json_build_object('certificate', certificate_payload(new.id), 'copy', lower(new.copy_kind))
             else json_build_object('certificate', certificate_payload(new.id), 'copy', lower(new.copy_kind),
                                    'protectionRemovedFrom', encode(new.original_sha256, 'hex')) end,
        null, new.id, null);
    return null;
end
$$;
create or replace trigger certificate_publication_recorded after insert or update on certificate
    for each row execute function record_certificate_publication();

-- An Organization or a user that is brought back sees its records again.
create or replace function record_organization_return() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), 'organization-brought-back',
        json_build_object(
            'organization', json_build_object('id', new.id, 'key', new.key, 'slug', new.slug, 'name', new.name),
            'retiredAt', utc_text(old.retired_at)),
        null, null, null);
    return null;
end
$$;
create or replace trigger organization_return_recorded after update on organization
    for each row when (old.retired_at is not null and new.retired_at is null)
    execute function record_organization_return();

create or replace function record_user_return() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), 'user-brought-back',
        json_build_object(
            'member', json_build_object('id', new.id, 'key', new.key, 'name', new.name, 'email', new.email),
            'retiredAt', utc_text(old.retired_at)),
        new.id, null, null);
    return null;
end
$$;
create or replace trigger user_return_recorded after update on user_account
    for each row when (old.retired_at is not null and new.retired_at is null)
    execute function record_user_return();

-- Otherwise others could attach them to tables of their own, and they would write with the owner's rights.
revoke all on function record_terms_publication(), record_terms_language(), record_certificate_publication(),
    record_organization_return(), record_user_return() from public;
