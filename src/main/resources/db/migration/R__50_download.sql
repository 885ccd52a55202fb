-- What a permit must satisfy, and the only way to a document's bytes.

-- 128 random bits: 244 are drawn, because a random UUID has six fixed bits.
create or replace function new_serial() returns bytea
    language sql volatile
    return substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) for 16);

-- For every insert, on any path: the current terms are agreed to, or an agreement that the Organization signed outside is in force
-- and the user is an admin there; and the certificate is on offer to the Organization. The database draws the serial and writes down
-- whose copy it will be.
create or replace function stamp_download_permit() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    agreed          acceptance;
    current_version integer;
begin
    perform lock_publication_shared();
    new.granted_at := clock_timestamp();
    current_version := terms_version_at(new.granted_at);
    -- The agreement is for the Organization's name, so both are read in one statement: an import may rename the Organization beside this.
    select u.email, u.email_verified, u.name, o.name,
           case when new.signed_agreement_id is not null and o.id = current_organization_id() then
               (select a.signed_on from own_signed_agreements(new.granted_at) a where a.id = new.signed_agreement_id) end
      into new.email, new.email_verified, new.name, new.organization_name, new.agreement_signed_on
      from user_account u join organization o on o.id = new.organization_id
     where u.id = new.user_id;
    if not found then
        raise exception 'only a member of the Organization can have a permit' using errcode = 'CC403';
    end if;
    if new.signed_agreement_id is not null then
        -- Without terms nobody downloads anything.
        if new.agreement_signed_on is null or current_version is null then
            raise exception 'no such agreement is in force' using errcode = 'CC409';
        end if;
        if not exists (select from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
                        where m.organization_id = new.organization_id and m.user_id = new.user_id and m.role = 'ADMIN'
                          and m.retired_at is null and u.retired_at is null and o.retired_at is null
                          and o.suspended_at is null) then
            raise exception 'only an admin of the Organization downloads under its agreement' using errcode = 'CC403';
        end if;
    else
        -- By its key alone, for a plan that does not depend on statistics.
        select * into agreed from acceptance where id = new.acceptance_id;
        -- "is not true": without terms in effect, the condition is null
        if not found or (agreed.organization_id, agreed.user_id) is distinct from (new.organization_id, new.user_id)
           or (agreed.terms_version between last_material_terms_version(current_version) and current_version) is not true then
            raise exception 'the current terms have not been agreed to' using errcode = 'CC409';
        end if;
        -- Consent is personal: it counts for the person and the Organization named in it, as long as both still have these names, and
        -- so never for somebody who holds their address later.
        if (agreed.email, agreed.name, agreed.organization_name) is distinct from (new.email, new.name, new.organization_name) then
            raise exception 'the terms were agreed to by a person or for an Organization of another name'
                using errcode = 'CC409';
        end if;
    end if;
    new.copy_kind := open_certificate_copy_kind(new.certificate_id);
    if new.copy_kind is null then
        raise exception 'certificate % is not on offer', new.certificate_id using errcode = 'CC404';
    end if;
    new.serial := new_serial();
    new.expires_at := new.granted_at + new.lifetime;
    new.granted_in := pg_current_xact_id();
    return new;
end
$$;
create or replace trigger download_permit_stamped before insert on download_permit
    for each row execute function stamp_download_permit();

drop trigger if exists download_permit_stands_on_own_consent on download_permit;
drop function if exists require_own_consent();

create or replace trigger download_permit_never_changes before update or delete on download_permit
    for each row execute function refuse_change();
create or replace trigger download_permit_never_empties before truncate on download_permit
    for each statement execute function refuse_change();

-- A part of a certificate's bytes, for a permit; the first byte is 1. It runs with the owner's rights, because the application
-- cannot read documents. It refuses unless the permit is committed, unexpired, of the current Organization and user, and that
-- user is still an admin there and the person whom the permit names, and the certificate is still on offer to the Organization. A
-- new name of the Organization does not matter.
create or replace function read_document(permit_id uuid, from_byte integer, byte_count integer) returns bytea
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    permit download_permit;
begin
    select * into permit from download_permit
     where id = permit_id
       and organization_id = current_organization_id()
       and user_id = current_user_id();
    if not found then
        raise exception 'no such permit' using errcode = 'CC404';
    end if;
    -- The top-level transaction, so that a savepoint cannot hide that the permit is not committed yet.
    if permit.granted_in = pg_current_xact_id_if_assigned() then
        raise exception 'the permit is not committed' using errcode = 'CC403';
    end if;
    if permit.expires_at <= clock_timestamp() then
        raise exception 'the permit has expired' using errcode = 'CC410';
    end if;
    if not exists (select
                     from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
                    where m.organization_id = permit.organization_id and m.user_id = permit.user_id
                      and m.role = 'ADMIN'
                      and m.retired_at is null and u.retired_at is null and o.retired_at is null
                      and o.suspended_at is null) then
        raise exception 'the user is no longer an admin of the Organization' using errcode = 'CC403';
    end if;
    if not exists (select from user_account where id = permit.user_id and (email, name) = (permit.email, permit.name)) then
        raise exception 'the permit names another person' using errcode = 'CC410';
    end if;
    if own_certificate_access(permit.certificate_id) is distinct from 'OPEN' then
        raise exception 'the certificate is no longer on offer' using errcode = 'CC404';
    end if;
    return (select substring(content from from_byte for byte_count)
              from certificate_document where certificate_id = permit.certificate_id);
end
$$;
revoke all on function read_document(uuid, integer, integer) from public;
grant execute on function read_document(uuid, integer, integer) to ${application_role};

-- Stores a certificate's document, with the bytes of another certificate that has the same hash: publishing cannot read them. The
-- other one is of the same certification, or the folder manages it and it is for everyone: no bytes reach more people by it.
create or replace function copy_document(certificate uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    insert into certificate_document (certificate_id, content)
    select c.id, d.content
      from certificate c
      join certification own on own.code = c.certification_code
      join certificate other on other.sha256 = c.sha256
      join certification n on n.code = other.certification_code
      join certificate_document d on d.certificate_id = other.id
     where c.id = copy_document.certificate and own.managed_by = 'FOLDER' and n.managed_by = 'FOLDER'
       and (other.certification_code = c.certification_code
            or not exists (select from certificate_restriction r where r.certificate_id = other.id and r.retired_at is null))
     limit 1;
    if not found then
        raise exception 'there is no document for certificate %, or its bytes are of one that is for some Organizations only',
            certificate using errcode = 'CC404';
    end if;
end
$$;
revoke all on function copy_document(uuid) from public;
grant execute on function copy_document(uuid) to ${publisher_role};
