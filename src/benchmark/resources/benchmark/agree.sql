-- The rows of one acceptance, as wide as the product's: see Pgbench.
begin;
insert into benchmark.acceptance (
    organization_id, user_id, terms_version, terms_locale, terms_sha256, certificate_id, checkbox_label, button_label, locale,
    client_address, user_agent, signed_in_at, sign_in_method, idempotency_key, email, name, role, organization_name,
    accepted_at)
values ('018c0659-d600-75e4-9124-54322d47b2b4', '018c0659-d601-7ccb-9d26-8547292da979', 1, 'en',
        decode(repeat('5a', 32), 'hex'), '01a20da9-f6c4-70aa-ac9c-1c1c06b97561', repeat('x', 90), 'Agree and download', 'en',
        '198.51.100.7', repeat('x', 100), now(), 'password', gen_random_uuid(), 'member-0@customer-00000.example',
        'A member of the Organization', 'ADMIN', 'An Organization', clock_timestamp());
insert into benchmark.download_permit (
    organization_id, user_id, acceptance_id, certificate_id, lifetime, idempotency_key, granted_at, expires_at, granted_in,
    serial, copy_kind, email, name, organization_name)
values ('018c0659-d600-75e4-9124-54322d47b2b4', '018c0659-d601-7ccb-9d26-8547292da979', gen_random_uuid(),
        '01a20da9-f6c4-70aa-ac9c-1c1c06b97561', '15 minutes', gen_random_uuid(), now(), now() + interval '15 minutes', pg_current_xact_id(),
        uuid_send(gen_random_uuid()), 'STAMPED', 'member-0@customer-00000.example', 'A member of the Organization',
        'An Organization');
insert into benchmark.evidence_entry (
    chain_id, sequence, recorded_at, kind, payload, previous_hash, hash, user_id, certificate_id, subject_id)
values ('018c0659-d600-75e4-9124-54322d47b2b4', nextval('benchmark.entry'), clock_timestamp(), 'acceptance-recorded',
        convert_to(repeat('x', 1400), 'UTF8'), decode(repeat('5a', 32), 'hex'), decode(repeat('5a', 32), 'hex'),
        '018c0659-d601-7ccb-9d26-8547292da979', '01a20da9-f6c4-70aa-ac9c-1c1c06b97561', gen_random_uuid());
insert into benchmark.evidence_entry (
    chain_id, sequence, recorded_at, kind, payload, previous_hash, hash, user_id, certificate_id, subject_id)
values ('018c0659-d600-75e4-9124-54322d47b2b4', nextval('benchmark.entry'), clock_timestamp(), 'permit-granted',
        convert_to(repeat('x', 1000), 'UTF8'), decode(repeat('5a', 32), 'hex'), decode(repeat('5a', 32), 'hex'),
        '018c0659-d601-7ccb-9d26-8547292da979', '01a20da9-f6c4-70aa-ac9c-1c1c06b97561', gen_random_uuid());
commit;
