-- What a database of 0.1.0 contains: something in each table that the application's users have filled.

begin;
insert into organization (id, slug, name) values ('00000000-0000-7000-8000-000000000001', 'acme-old', 'Acme Retail');
update organization set slug = 'acme';
insert into user_account (id, email, name, password_hash)
values ('00000000-0000-7000-8000-000000000002', 'ada@acme.example', 'Ada Admin', :password_hash);
insert into member (organization_id, user_id, role)
select o.id, u.id, 'ADMIN' from organization o, user_account u;
insert into vendor (name, support, introduction) values ('Vendor', 'support@vendor.example', 'Introduction.');
insert into compliance (code, position, name, status, summary, description)
values ('gdpr', 1, 'GDPR', 'COMPLIANT', 'Summary.', 'Description.');
insert into compliance_link (compliance_code, position, label, url) values ('gdpr', 0, 'Text', 'https://law.example/');
insert into certification (code, position, name, status, summary, assures, compliance_code, renewal_every, renewal_description)
values ('iso', 1, 'ISO 27001', 'CERTIFIED', 'Summary.', 'Assures.', 'gdpr', 'P3Y', 'Every three years.');
insert into certification_audit (certification_code, position, name, every) values ('iso', 0, 'Surveillance audit', 'P1Y');
insert into certificate (id, certification_code, version, issuer, issued_on, valid_until, file_name, sha256, size, pages)
values ('00000000-0000-7000-8000-000000000003', 'iso', 1, 'Issuer', '2026-01-01', '2999-01-01', 'iso.pdf',
        sha256('a document'), length('a document'::bytea), 1);
insert into certificate_document (certificate_id, content)
values ('00000000-0000-7000-8000-000000000003', 'a document');
insert into terms_version (version, kind, effective_at) values (1, 'MATERIAL', null);
insert into terms_text (version, locale, content) values (1, 'en', 'Confidential.');
insert into publication (edition, location) values (sha256('folder'), 'folder');
commit;

begin;
select set_config('compliance_center.organization_id', '00000000-0000-7000-8000-000000000001', true),
       set_config('compliance_center.user_id', '00000000-0000-7000-8000-000000000002', true);
insert into acceptance (id, organization_id, user_id, terms_version, terms_locale, terms_sha256, certificate_id,
                        checkbox_label, button_label, locale, client_address, user_agent, signed_in_at, sign_in_method,
                        idempotency_key)
values ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000001',
        '00000000-0000-7000-8000-000000000002', 1, 'en', sha256('Confidential.'), '00000000-0000-7000-8000-000000000003',
        'I agree', 'Agree and download', 'en', '192.0.2.1', 'a browser', now(), 'password',
        '00000000-0000-7000-8000-000000000005');
insert into download_permit (id, organization_id, user_id, acceptance_id, certificate_id, lifetime, idempotency_key)
values ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000001',
        '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000004',
        '00000000-0000-7000-8000-000000000003', '5 minutes', '00000000-0000-7000-8000-000000000005');
commit;

begin;
select set_config('compliance_center.organization_id', '00000000-0000-7000-8000-000000000001', true),
       set_config('compliance_center.user_id', '00000000-0000-7000-8000-000000000002', true);
select record_denial('00000000-0000-7000-8000-000000000003', 'NOT_AN_ADMIN');
select record_delivery('00000000-0000-7000-8000-000000000006', 0, 10, 10, 10, sha256('a document'));
select begin_sign_in('ada@acme.example', '192.0.2.1');
insert into spring_session (primary_id, session_id, creation_time, last_access_time, max_inactive_interval, expiry_time,
                            principal_name)
values ('a', 'a', 1, 1, 1800, 32503679999999, 'ada@acme.example');
insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes) values ('a', 'name', 'value');
commit;
