-- Consent is personal: an acceptance serves for the person and the Organization that are named in it, for as long as both are
-- called as they are there, and so for nobody who holds their address later.

-- What was agreed to in the same transaction always names them so, since publishing has to wait for it.
create function require_own_consent() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if not exists (select from acceptance
                    where id = new.acceptance_id
                      and (email, name, organization_name) = (new.email, new.name, new.organization_name)) then
        raise exception 'the terms were agreed to by a person or for an Organization of another name'
            using errcode = 'CC409';
    end if;
    return null;
end
$$;
create trigger download_permit_stands_on_own_consent after insert on download_permit
    for each row execute function require_own_consent();

-- As before, but that a permit opens nothing for somebody who holds the address of the person that it names. A new name of the
-- Organization leaves it as it is: the person who agreed is still the one who downloads.
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
                      and m.retired_at is null and u.retired_at is null and o.retired_at is null) then
        raise exception 'the user is no longer an admin of the Organization' using errcode = 'CC403';
    end if;
    if not exists (select from user_account where id = permit.user_id and (email, name) = (permit.email, permit.name)) then
        raise exception 'the permit names another person' using errcode = 'CC410';
    end if;
    if not exists (select from certificate where id = permit.certificate_id and retired_at is null) then
        raise exception 'the certificate is no longer on offer' using errcode = 'CC404';
    end if;
    return (select substring(content from from_byte for byte_count)
              from certificate_document where certificate_id = permit.certificate_id);
end
$$;
