-- Entries of the record: how they are hashed, what they contain, and which events write them.

-- How an entry is hashed ----------------------------------------------------------------------------------------------------

-- A field with its length in front: two different lists of fields never have the same concatenation. The number is cast here:
-- joined as a number it would make the function less than immutable, and PostgreSQL could not inline it.
create or replace function netstring(field text) returns text
    language sql immutable
    return octet_length(field)::text || ':' || field || E'\n';

create or replace function utc_text(moment timestamptz) returns text
    language sql stable
    return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- The text whose hash is the entry's; the Java class EntryHeader computes it as well. It contains the payload's hash instead
-- of the payload, so that a chain can be shown to somebody who may not read every payload.
create or replace function evidence_entry_text(chain_id uuid, sequence bigint, recorded_at timestamptz, kind text,
                                               previous_hash bytea, payload bytea) returns text
    language sql stable
    return netstring('compliance-center evidence entry 1')
        || netstring(chain_id::text)
        || netstring(sequence::text)
        || netstring(utc_text(recorded_at))
        || netstring(kind)
        || netstring(encode(previous_hash, 'hex'))
        || netstring(encode(sha256(payload), 'hex'));

-- The end of a chain, locked until the transaction ends. Whoever writes to several chains writes to those of Organizations in the order
-- of their ids, or locks them in that order before, and to the vendor's after them: so no two transactions deadlock.
create or replace function lock_chain(chain uuid) returns evidence_chain
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    head evidence_chain;
begin
    loop
        select * into head from evidence_chain where chain_id = chain for update;
        exit when found;
        insert into evidence_chain values (chain, 0, decode(repeat('00', 32), 'hex'), '-infinity') on conflict do nothing;
    end loop;
    return head;
end
$$;

-- Locks the ends of these Organizations' chains, in that order.
create or replace function lock_chains(organizations uuid[]) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    insert into evidence_chain
    select id, 0, decode(repeat('00', 32), 'hex'), '-infinity' from unnest(organizations) id order by id
    on conflict do nothing;
    perform from evidence_chain where chain_id = any (organizations) order by chain_id for update;
end
$$;

-- Adds an entry. Sequence, time and hash are set here, under the lock on the chain's last entry; time never goes back within a
-- chain, even if the clock does.
create or replace function append_evidence(chain uuid, entry_kind text, content json,
                                           by_user uuid, about_certificate uuid, subject uuid) returns bigint
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    head  evidence_chain;
    last  bytea;
    bytes bytea := convert_to(content::text, 'UTF8');
begin
    head := lock_chain(chain);
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

-- Appends entries in their order, with one change of the chain's end: the thousandth change of a row in a transaction takes many times
-- as long as the first.
create or replace function append_evidence(chain uuid, entry_kinds text[], contents json[], by_user uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    head  evidence_chain;
    last  bytea;
    bytes bytea;
begin
    if cardinality(entry_kinds) is distinct from cardinality(contents) then
        raise exception 'not as many kinds as contents' using errcode = 'check_violation';
    elsif coalesce(cardinality(contents), 0) = 0 then
        return;
    end if;
    head := lock_chain(chain);
    for number in 1 .. cardinality(contents) loop
        last := head.hash;
        bytes := convert_to(contents[number]::text, 'UTF8');
        head.sequence := head.sequence + 1;
        head.recorded_at := greatest(clock_timestamp(), head.recorded_at);
        head.hash := sha256(convert_to(
            evidence_entry_text(chain, head.sequence, head.recorded_at, entry_kinds[number], last, bytes), 'UTF8'));
        insert into evidence_entry values (
            chain, head.sequence, head.recorded_at, entry_kinds[number], bytes, last, head.hash, by_user, null, null);
    end loop;
    update evidence_chain set sequence = head.sequence, hash = head.hash, recorded_at = head.recorded_at
     where chain_id = chain;
end
$$;
revoke all on function lock_chain(uuid), lock_chains(uuid[]), append_evidence(uuid, text, json, uuid, uuid, uuid),
    append_evidence(uuid, text[], json[], uuid) from public;

create or replace trigger evidence_entry_never_changes before update or delete on evidence_entry
    for each row execute function refuse_change();
create or replace trigger evidence_entry_never_empties before truncate on evidence_entry
    for each statement execute function refuse_change();

create or replace function vendor_chain() returns uuid
    language sql immutable
    return '00000000-0000-0000-0000-000000000000'::uuid;

-- Payloads ------------------------------------------------------------------------------------------------------------------

create or replace function certificate_payload(certificate uuid) returns json
    language sql stable
    return (select json_build_object(
                'id', c.id, 'certification', c.certification_code, 'certificationName', n.name, 'version', c.version,
                'issuer', c.issuer, 'issuedOn', c.issued_on, 'validUntil', c.valid_until,
                'fileName', c.file_name, 'sha256', encode(c.sha256, 'hex'), 'size', c.size, 'pages', c.pages)
              from certificate c join certification n on n.code = c.certification_code
             where c.id = certificate);

create or replace function terms_payload(number integer) returns json
    language sql stable
    return (select json_build_object(
                'version', v.version, 'kind', lower(v.kind), 'effectiveAt', utc_text(v.effective_at),
                'texts', (select json_agg(json_build_object('locale', t.locale, 'sha256', encode(t.sha256, 'hex'))
                                          order by t.locale)
                            from terms_text t where t.version = v.version))
              from terms_version v where v.version = number);

-- A person in a record. An address that a provider does not say is verified is marked.
--
-- role: null where it is not recorded
create or replace function person_payload(id uuid, name text, email text, email_verified boolean, role text) returns json
    language sql immutable
    return json_strip_nulls(json_build_object(
        'id', id, 'name', name, 'email', email, 'emailVerified', nullif(email_verified, true), 'role', role));

-- How the person who agreed was authenticated. What their provider did not say is absent.
create or replace function sign_in_payload(a acceptance) returns json
    language sql stable
    return json_strip_nulls(json_build_object(
        'method', a.sign_in_method, 'at', utc_text(a.signed_in_at), 'authenticatedAt', utc_text(a.authenticated_at),
        'issuer', a.sign_in_issuer, 'subject', a.sign_in_subject, 'acr', a.sign_in_acr,
        'amr', string_to_array(a.sign_in_amr, ' ')));

create or replace function acceptance_payload(a acceptance) returns json
    language sql stable
    return json_build_object(
        'acceptance', a.id,
        'organization', json_build_object('id', a.organization_id, 'name', a.organization_name),
        'member', person_payload(a.user_id, a.name, a.email, a.email_verified, a.role),
        'onBehalfOf', a.organization_name,
        'terms', json_build_object('version', a.terms_version, 'locale', a.terms_locale,
                                   'sha256', encode(a.terms_sha256, 'hex')),
        'certificate', certificate_payload(a.certificate_id),
        'words', json_build_object('checkbox', a.checkbox_label, 'button', a.button_label, 'locale', a.locale),
        'acceptedAt', utc_text(a.accepted_at),
        'client', json_build_object('address', host(a.client_address), 'userAgent', a.user_agent),
        'signIn', sign_in_payload(a),
        'idempotencyKey', a.idempotency_key);

-- An agreement that was signed outside, as its Organization knows it.
create or replace function signed_agreement_payload(a signed_agreement) returns json
    language sql stable
    return json_strip_nulls(json_build_object(
        'id', a.id, 'vendorParty', a.vendor_party, 'customerParty', a.customer_party, 'signedOn', a.signed_on,
        'from', utc_text(a.in_force_from), 'until', utc_text(a.in_force_until), 'sha256', encode(a.sha256, 'hex'),
        'paperSha256', encode(agreement_paper_sha256(a.id), 'hex')));

-- A function of its own, so that PostgreSQL can inline permit_payload: it inlines no function with a subquery.
create or replace function signed_agreement_payload(agreement uuid) returns json
    language sql stable
    return (select signed_agreement_payload(a) from signed_agreement a where a.id = agreement);

-- Under an acceptance, or under an agreement that was signed outside, which nobody accepted here.
create or replace function permit_payload(p download_permit) returns json
    language sql stable
    return case when p.signed_agreement_id is null then json_build_object(
        'permit', p.id,
        'acceptance', p.acceptance_id,
        'serial', encode(p.serial, 'hex'),
        'copy', lower(p.copy_kind),
        'organization', json_build_object('id', p.organization_id, 'name', p.organization_name),
        'member', person_payload(p.user_id, p.name, p.email, p.email_verified, null),
        'certificate', certificate_payload(p.certificate_id),
        'grantedAt', utc_text(p.granted_at),
        'expiresAt', utc_text(p.expires_at))
    else json_build_object(
        'permit', p.id,
        'agreement', signed_agreement_payload(p.signed_agreement_id),
        'serial', encode(p.serial, 'hex'),
        'copy', lower(p.copy_kind),
        'organization', json_build_object('id', p.organization_id, 'name', p.organization_name),
        'member', person_payload(p.user_id, p.name, p.email, p.email_verified, null),
        'certificate', certificate_payload(p.certificate_id),
        'grantedAt', utc_text(p.granted_at),
        'expiresAt', utc_text(p.expires_at)) end;

create or replace function current_member_payload() returns json
    language sql stable
    return (select person_payload(u.id, u.name, u.email, u.email_verified, m.role)
              from member m join user_account u on u.id = m.user_id
             where m.organization_id = current_organization_id() and m.user_id = current_user_id());

create or replace function current_organization_payload() returns json
    language sql stable
    return (select json_build_object('id', id, 'name', name) from organization where id = current_organization_id());

-- Acceptances and permits ---------------------------------------------------------------------------------------------------
--
-- Their entries are written at commit, and the commit fails if they cannot be. The last entry of a chain stays locked until
-- the transaction ends, so the later it is locked, the shorter other members of the Organization wait.

create or replace function record_acceptance() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(new.organization_id, 'acceptance-recorded', acceptance_payload(new),
                            new.user_id, new.certificate_id, new.id);
    return null;
end
$$;
drop trigger if exists acceptance_recorded on acceptance;
create constraint trigger acceptance_recorded after insert on acceptance
    deferrable initially deferred
    for each row execute function record_acceptance();

create or replace function record_permit() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(new.organization_id, 'permit-granted', permit_payload(new),
                            new.user_id, new.certificate_id, new.id);
    return null;
end
$$;
drop trigger if exists permit_recorded on download_permit;
create constraint trigger permit_recorded after insert on download_permit
    deferrable initially deferred
    for each row execute function record_permit();

-- Denials and deliveries ----------------------------------------------------------------------------------------------------
--
-- They leave no other row than their entry, so these functions check the arguments. Organization and user are those of the
-- transaction, not arguments. A denial says no more about a certificate than its Organization may know.

create or replace function record_denial(certificate uuid, reason text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    if current_member_payload() is null then
        raise exception 'no member is bound to this transaction' using errcode = 'CC403';
    end if;
    if certificate is null or reason is null or reason !~ '^[A-Z]+(_[A-Z]+)*$' or length(reason) > 50 then
        raise exception 'not a denial that can be recorded' using errcode = 'check_violation';
    end if;
    perform append_evidence(
        current_organization_id(), 'download-denied',
        json_build_object(
            'organization', current_organization_payload(), 'member', current_member_payload(),
            'certificate', coalesce(
                case when certificate_access_at(current_organization_id(), certificate, clock_timestamp()) is not null
                     then certificate_payload(certificate) end,
                json_build_object('id', certificate)),
            'reason', reason),
        current_user_id(), certificate, null);
end
$$;

-- A copy, or the requested range of it, was sent. A copy is at most 256 MiB: a certificate is at most 25 MiB, and a stamp adds
-- to it.
create or replace function record_delivery(permit_id uuid, from_byte bigint, bytes_sent bigint, bytes_asked bigint,
                                           copy_size bigint, copy_sha256 bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    permit download_permit;
begin
    select * into permit from download_permit
     where id = permit_id and organization_id = current_organization_id() and user_id = current_user_id();
    if not found then
        raise exception 'no such permit' using errcode = 'CC404';
    end if;
    -- "is not true": an argument that is null makes the condition null
    if (copy_size between 1 and 268435456 and from_byte between 0 and copy_size - 1
        and bytes_asked between 1 and copy_size - from_byte and bytes_sent between 0 and bytes_asked
        and length(copy_sha256) = 32) is not true then
        raise exception 'not a delivery that can be recorded' using errcode = 'check_violation';
    end if;
    perform append_evidence(
        permit.organization_id, 'copy-delivered',
        json_build_object(
            'permit', permit.id,
            'serial', encode(permit.serial, 'hex'),
            'copy', lower(permit.copy_kind),
            'organization', json_build_object('id', permit.organization_id, 'name', permit.organization_name),
            'member', person_payload(
                permit.user_id, permit.name, permit.email, permit.email_verified, null),
            'certificate', certificate_payload(permit.certificate_id),
            'delivery', json_build_object(
                'outcome', case when bytes_sent = bytes_asked then 'finished' else 'broken-off' end,
                'fromByte', from_byte, 'bytesSent', bytes_sent, 'bytesAsked', bytes_asked,
                'copySize', copy_size, 'copySha256', encode(copy_sha256, 'hex'))),
        permit.user_id, permit.certificate_id, permit.id);
end
$$;

revoke all on function record_denial(uuid, text) from public;
revoke all on function record_delivery(uuid, bigint, bigint, bigint, bigint, bytea) from public;
grant execute on function record_denial(uuid, text) to ${application_role};
grant execute on function record_delivery(uuid, bigint, bigint, bigint, bigint, bytea) to ${application_role};

-- Otherwise others could attach them to tables of their own, and they would write with the owner's rights.
revoke all on function record_acceptance(), record_permit() from public;
