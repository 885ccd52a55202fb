-- Whoever writes to a chain holds its last entry until its transaction ends, and everyone else of the Organization waits. So
-- that they wait as little as can be, the entries are written when all else is done, and with fewer statements.

-- An acceptance's and a permit's entries are written by the commit, which fails if they cannot be: there is neither without
-- its entry, as before.
drop trigger acceptance_recorded on acceptance;
create constraint trigger acceptance_recorded after insert on acceptance
    deferrable initially deferred
    for each row execute function record_acceptance();
drop trigger permit_recorded on download_permit;
create constraint trigger permit_recorded after insert on download_permit
    deferrable initially deferred
    for each row execute function record_permit();

-- As before. A number that is not turned into text beforehand is joined to text by a function that PostgreSQL holds for less
-- than immutable, and then this one cannot be made part of the statements that use it.
create or replace function netstring(field text) returns text
    language sql immutable
    return octet_length(field)::text || ':' || field || E'\n';

-- As before, but that a chain is made only where there is none, not tried to be made with each entry.
create or replace function append_evidence(chain uuid, entry_kind text, content json,
                                           by_user uuid, about_certificate uuid, subject uuid) returns bigint
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    head  evidence_chain;
    last  bytea;
    bytes bytea := convert_to(content::text, 'UTF8');
begin
    loop
        select * into head from evidence_chain where chain_id = chain for update;
        exit when found;
        insert into evidence_chain values (chain, 0, decode(repeat('00', 32), 'hex'), '-infinity') on conflict do nothing;
    end loop;
    last := head.hash;
    head.sequence := head.sequence + 1;
    head.recorded_at := greatest(clock_timestamp(), head.recorded_at);
    head.hash := sha256(convert_to(
        evidence_entry_text(chain, head.sequence, head.recorded_at, entry_kind, last, bytes), 'UTF8'));
    insert into evidence_entry values (
        chain, head.sequence, head.recorded_at, entry_kind, bytes, last, head.hash, by_user, about_certificate, subject);
    update evidence_chain set sequence = head.sequence, hash = head.hash, recorded_at = head.recorded_at
     where chain_id = chain;
    return head.sequence;
end
$$;

-- As before, but that the acceptance is found by its key, whatever PostgreSQL knows of the tables: on those that it has not
-- yet analysed it took another index, and read all that the user had ever agreed to.
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
    select * into agreed from acceptance where id = new.acceptance_id;
    if not found or (agreed.organization_id, agreed.user_id) is distinct from (new.organization_id, new.user_id)
       or agreed.terms_version not between last_material_terms_version(current_version) and current_version then
        raise exception 'the current terms have not been agreed to' using errcode = 'CC409';
    end if;
    select copy_kind into new.copy_kind from certificate where id = new.certificate_id and retired_at is null;
    if not found then
        raise exception 'certificate % is not on offer', new.certificate_id using errcode = 'CC404';
    end if;
    select u.email, u.name, o.name into new.email, new.name, new.organization_name
      from user_account u, organization o
     where u.id = new.user_id and o.id = new.organization_id;
    if not found then
        raise exception 'only a member of the Organization can have a permit' using errcode = 'CC403';
    end if;
    new.serial := new_serial();
    new.expires_at := new.granted_at + new.lifetime;
    new.granted_in := pg_current_xact_id();
    return new;
end
$$;
