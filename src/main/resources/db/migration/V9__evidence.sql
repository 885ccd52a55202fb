-- The tamper-evident record: one chain of entries for each Organization, and one for the vendor. What is told of is written
-- down in the same transaction, by triggers, so that there is no way to an acceptance or a permit past the record.

-- A length-prefixed field: no two different lists of fields have the same concatenation.
create function netstring(field text) returns text
    language sql immutable
    return octet_length(field) || ':' || field || E'\n';

create function utc_text(moment timestamptz) returns text
    language sql stable
    return to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- The last entry of each chain. Its row is what writers of the same chain wait for.
create table evidence_chain (
    -- The Organization; all zeros for the vendor's own.
    chain_id    uuid primary key,
    sequence    bigint      not null,
    hash        bytea       not null,
    recorded_at timestamptz not null
);

create table evidence_entry (
    chain_id       uuid        not null,
    sequence       bigint      not null check (sequence > 0),
    recorded_at    timestamptz not null,
    kind           text        not null,
    -- JSON in UTF-8. These very bytes are what was hashed.
    payload        bytea       not null,
    previous_hash  bytea       not null check (length(previous_hash) = 32),
    hash           bytea       not null check (length(hash) = 32),
    -- For finding only. They are in the payload, where they count.
    user_id        uuid,
    certificate_id uuid,
    -- The acceptance or the permit that it is about
    subject_id     uuid,
    primary key (chain_id, sequence)
);
create index evidence_entry_user on evidence_entry (chain_id, user_id, sequence);
create index evidence_entry_certificate on evidence_entry (chain_id, certificate_id, sequence);
create index evidence_entry_kind on evidence_entry (chain_id, kind, sequence);
create index evidence_entry_time on evidence_entry (chain_id, recorded_at, sequence);
create index evidence_entry_subject on evidence_entry (chain_id, subject_id, kind);

-- What an entry's hash is taken over: see EntryHeader, which checks it. The payload goes in by its own hash,
-- so that a chain can be shown to somebody who may not read every payload.
create function evidence_entry_text(chain_id uuid, sequence bigint, recorded_at timestamptz, kind text,
                                    previous_hash bytea, payload bytea) returns text
    language sql stable
    return netstring('compliance-center evidence entry 1')
        || netstring(chain_id::text)
        || netstring(sequence::text)
        || netstring(utc_text(recorded_at))
        || netstring(kind)
        || netstring(encode(previous_hash, 'hex'))
        || netstring(encode(sha256(payload), 'hex'));

-- Adds an entry. Sequence, time and hash come from here, under the lock on the chain's last entry; time never goes back
-- within a chain, even if the clock does.
create function append_evidence(chain uuid, entry_kind text, content json,
                                by_user uuid, about_certificate uuid, subject uuid) returns bigint
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    head  evidence_chain;
    bytes bytea := convert_to(content::text, 'UTF8');
begin
    insert into evidence_chain values (chain, 0, decode(repeat('00', 32), 'hex'), '-infinity') on conflict do nothing;
    select * into head from evidence_chain where chain_id = chain for update;
    head.sequence := head.sequence + 1;
    head.recorded_at := greatest(clock_timestamp(), head.recorded_at);
    insert into evidence_entry values (
        chain, head.sequence, head.recorded_at, entry_kind, bytes, head.hash,
        sha256(convert_to(
            evidence_entry_text(chain, head.sequence, head.recorded_at, entry_kind, head.hash, bytes), 'UTF8')),
        by_user, about_certificate, subject)
        returning hash into head.hash;
    update evidence_chain set sequence = head.sequence, hash = head.hash, recorded_at = head.recorded_at
     where chain_id = chain;
    return head.sequence;
end
$$;
revoke all on function append_evidence(uuid, text, json, uuid, uuid, uuid) from public;

create trigger evidence_entry_never_changes before update or delete on evidence_entry
    for each row execute function refuse_change();
create trigger evidence_entry_never_empties before truncate on evidence_entry
    for each statement execute function refuse_change();

alter table evidence_entry enable row level security, force row level security;
create policy own_organization on evidence_entry for select
    using (chain_id = (select current_organization_id()));
create policy recording on evidence_entry to current_user using (true) with check (true);
grant select on evidence_entry to ${application_role};

-- What entries say. -----------------------------------------------------------------------------------------------------

create function certificate_fact(certificate uuid) returns json
    language sql stable
    return (select json_build_object(
                'id', c.id, 'certification', c.certification_code, 'certificationName', n.name, 'version', c.version,
                'issuer', c.issuer, 'issuedOn', c.issued_on, 'validUntil', c.valid_until,
                'fileName', c.file_name, 'sha256', encode(c.sha256, 'hex'), 'size', c.size, 'pages', c.pages)
              from certificate c join certification n on n.code = c.certification_code
             where c.id = certificate);

create function acceptance_fact(a acceptance) returns json
    language sql stable
    return json_build_object(
        'acceptance', a.id,
        'organization', json_build_object('id', a.organization_id, 'name', a.organization_name),
        'member', json_build_object('id', a.user_id, 'name', a.name, 'email', a.email, 'role', a.role),
        'onBehalfOf', a.organization_name,
        'terms', json_build_object('version', a.terms_version, 'locale', a.terms_locale,
                                   'sha256', encode(a.terms_sha256, 'hex')),
        'certificate', certificate_fact(a.certificate_id),
        'words', json_build_object('checkbox', a.checkbox_label, 'button', a.button_label, 'locale', a.locale),
        'acceptedAt', utc_text(a.accepted_at),
        'client', json_build_object('address', host(a.client_address), 'userAgent', a.user_agent),
        'signIn', json_build_object('method', a.sign_in_method, 'at', utc_text(a.signed_in_at)),
        'idempotencyKey', a.idempotency_key);

create function permit_fact(p download_permit) returns json
    language sql stable
    return json_build_object(
        'permit', p.id,
        'acceptance', p.acceptance_id,
        'serial', encode(p.serial, 'hex'),
        'copy', lower(p.copy_kind),
        'organization', json_build_object('id', p.organization_id, 'name', p.organization_name),
        'member', json_build_object('id', p.user_id, 'name', p.name, 'email', p.email),
        'certificate', certificate_fact(p.certificate_id),
        'grantedAt', utc_text(p.granted_at),
        'expiresAt', utc_text(p.expires_at));

-- Acceptances and permits: whoever adds one adds its entry.

create function record_acceptance() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(new.organization_id, 'acceptance-recorded', acceptance_fact(new),
                            new.user_id, new.certificate_id, new.id);
    return null;
end
$$;
create trigger acceptance_recorded after insert on acceptance
    for each row execute function record_acceptance();

create function record_permit() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(new.organization_id, 'permit-granted', permit_fact(new),
                            new.user_id, new.certificate_id, new.id);
    return null;
end
$$;
create trigger permit_recorded after insert on download_permit
    for each row execute function record_permit();

-- Denials and deliveries leave no other row. Who and for whom is what the transaction is bound to, not what is claimed.

create function current_member_fact() returns json
    language sql stable
    return (select json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', m.role)
              from member m join user_account u on u.id = m.user_id
             where m.organization_id = current_organization_id() and m.user_id = current_user_id());

create function current_organization_fact() returns json
    language sql stable
    return (select json_build_object('id', id, 'name', name) from organization where id = current_organization_id());

create function record_denial(certificate uuid, reason text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    if current_member_fact() is null then
        raise exception 'no member is bound to this transaction' using errcode = 'CC403';
    end if;
    perform append_evidence(
        current_organization_id(), 'download-denied',
        json_build_object(
            'organization', current_organization_fact(), 'member', current_member_fact(),
            'certificate', coalesce(certificate_fact(certificate), json_build_object('id', certificate)),
            'reason', left(reason, 100)),
        current_user_id(), certificate, null);
end
$$;

-- A copy, or the part of it that was asked for, was handed to the connection: so many bytes of so many.
create function record_delivery(permit_id uuid, from_byte bigint, bytes_sent bigint, bytes_asked bigint, copy_size bigint,
                                copy_sha256 bytea) returns void
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
    perform append_evidence(
        permit.organization_id, 'copy-delivered',
        json_build_object(
            'permit', permit.id,
            'serial', encode(permit.serial, 'hex'),
            'copy', lower(permit.copy_kind),
            'organization', json_build_object('id', permit.organization_id, 'name', permit.organization_name),
            'member', json_build_object('id', permit.user_id, 'name', permit.name, 'email', permit.email),
            'certificate', certificate_fact(permit.certificate_id),
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

-- The vendor's own chain: what was published, and what was retired.

create function vendor_chain() returns uuid
    language sql immutable
    return '00000000-0000-0000-0000-000000000000'::uuid;

create function terms_fact(number integer) returns json
    language sql stable
    return (select json_build_object(
                'version', v.version, 'kind', lower(v.kind), 'effectiveAt', utc_text(v.effective_at),
                'texts', (select json_agg(json_build_object('locale', t.locale, 'sha256', encode(t.sha256, 'hex'))
                                          order by t.locale)
                            from terms_text t where t.version = v.version))
              from terms_version v where v.version = number);

create function record_terms_publication() returns trigger
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
        json_build_object('terms', terms_fact(new.version)), null, null, null);
    return null;
end
$$;
-- At the end of the transaction, when all of its texts are there.
create constraint trigger terms_publication_recorded after insert or update on terms_version
    deferrable initially deferred
    for each row execute function record_terms_publication();

-- A language that follows later; those that come with their version are in its entry.
create function record_terms_language() returns trigger
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
create trigger terms_language_recorded after insert on terms_text
    for each row execute function record_terms_language();

create function record_certificate_publication() returns trigger
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
        json_build_object('certificate', certificate_fact(new.id), 'copy', lower(new.copy_kind)),
        null, new.id, null);
    return null;
end
$$;
create trigger certificate_publication_recorded after insert or update on certificate
    for each row execute function record_certificate_publication();

-- They run with the owner's rights: nobody else may hang them to a table of their own.
revoke all on function record_acceptance(), record_permit(), record_terms_publication(), record_terms_language(),
    record_certificate_publication() from public;

-- What was on record before there were chains enters them now, in its order. The time of an entry is when it was written;
-- when the thing itself happened is in its payload.
do $$
declare
    a acceptance;
    p download_permit;
    t terms_version;
    c certificate;
begin
    for t in select * from terms_version order by version loop
        perform append_evidence(vendor_chain(), 'terms-published', json_build_object('terms', terms_fact(t.version)),
                                null, null, null);
    end loop;
    for c in select * from certificate order by published_at, certification_code, version loop
        perform append_evidence(vendor_chain(), 'certificate-published', json_build_object(
            'certificate', certificate_fact(c.id), 'copy', lower(c.copy_kind)), null, c.id, null);
    end loop;
    for a in select * from acceptance order by accepted_at loop
        perform append_evidence(a.organization_id, 'acceptance-recorded', acceptance_fact(a),
                                a.user_id, a.certificate_id, a.id);
    end loop;
    for p in select * from download_permit order by granted_at loop
        perform append_evidence(p.organization_id, 'permit-granted', permit_fact(p),
                                p.user_id, p.certificate_id, p.id);
    end loop;
end
$$;
