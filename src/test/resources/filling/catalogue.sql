-- The catalogue of a large vendor, for a database that is filled already: 1,000 certificates of 120 certifications, which attest 40
-- compliances; 200 access groups, with all Organizations spread over them; and what the desk has done for customers. Triggers and
-- functions of the product write it, and its entries of the record.
--
-- Run in one transaction by a superuser. The demo has published its people at the desk.

create temp table person on commit drop as
    select d.role, d.user_id as id from desk_member d where d.retired_at is null and d.role in ('EDITOR', 'APPROVER');
insert into desk_member (user_id, role) select id, 'SUPPORT' from person where role = 'EDITOR' on conflict do nothing;

insert into compliance (code, position, name, status, summary, description, how_we_comply)
select 'regulation-' || n, 100 + n, 'Regulation ' || n, (array['COMPLIANT', 'CERTIFIED', 'CERTIFIED', 'IN_PROGRESS', 'NOT_APPLICABLE'])[1 + n % 5],
       'Regulation ' || n || ' sets requirements for services that process data on behalf of others, and for those who operate them.',
       repeat('It applies to **operators of services**, and to whoever they have commissioned.' || E'\n\n- Access\n- Availability\n- Privacy\n\n', 4),
       repeat('We comply by measures that are reviewed every year, and attested by those who review them. ', 4)
  from generate_series(1, 40) n;

insert into certification (code, position, name, status, summary, assures, compliance_code, renewal_every, renewal_description)
select 'attestation-' || n, 100 + n, 'Attestation ' || n || ', region ' || n % 7, 'CERTIFIED',
       'Attestation ' || n || ' is an independent report on the controls of our services, by an accredited assessor.',
       repeat('It assures that **controls** are suitably designed, and operated effectively.' || E'\n\n- Security\n- Confidentiality\n\n', 4),
       'regulation-' || 1 + n % 40, case when n <= 20 then 'P3M' else 'P1Y' end, 'Renewed at the end of each period'
  from generate_series(1, 120) n;
insert into certification_audit (certification_code, position, name, every)
select 'attestation-' || n, 0, 'Surveillance audit', 'P6M' from generate_series(21, 120) n;

-- Twenty are renewed each quarter for five years, fifty and fifty each year for eight and for four.
create temp table issue on commit drop as
    select uuidv7() as id, 'attestation-' || n as code, n, version,
           (current_date - ((versions - version) * every + interval '30 days'))::date as issued_on,
           (current_date - ((versions - version) * every + interval '30 days') + every + interval '30 days')::date as valid_until
      from generate_series(1, 120) n
     cross join lateral (select case when n <= 20 then 20 when n <= 70 then 8 else 4 end as versions,
                                case when n <= 20 then interval '3 months' else interval '1 year' end as every) c
     cross join lateral generate_series(1, versions) version;
create temp table document on commit drop as
    select i.id, d.content || convert_to(format(E'\n%%%s-%s\n', i.code, i.version), 'UTF8') as content, d.pages
      from issue i
     cross join (select content, c.pages from certificate_document join certificate c on c.id = certificate_id
                  where c.copy_kind = 'STAMPED' order by c.size, c.id limit 1) d;
insert into certificate (id, certification_code, version, issuer, issued_on, valid_until, file_name, sha256, size, pages, published_at)
select i.id, i.code, i.version, 'Assessors ' || 1 + i.n % 9 || ' LLP', i.issued_on, i.valid_until,
       i.code || '-' || i.version || '.pdf', sha256(d.content), length(d.content), d.pages, i.issued_on
  from issue i join document d using (id) order by i.n, i.version;
insert into certificate_document (certificate_id, content) select id, content from document;

-- Every Organization in a group, every third in two, and every tenth in five.
insert into access_group (code, name) select 'group-' || n, 'Customers of product ' || n from generate_series(0, 199) n;
insert into access_group_organization (group_code, organization_id, valid_until)
select 'group-' || (number + 37 * place) % 200, id, case when number % 50 = 0 then now() + interval '90 days' end
  from (select id, row_number() over (order by id) as number from organization where retired_at is null) o
 cross join lateral generate_series(0, case when number % 10 = 0 then 4 when number % 3 = 0 then 1 else 0 end) place;

-- Each fourth certification is not for everyone: half of them on request, half hidden. Each of its certificates is for five groups.
insert into certificate_restriction (certificate_id, otherwise)
select id, case when n % 8 = 0 then 'HIDDEN' else 'ON_REQUEST' end from issue where n % 4 = 0;
insert into certificate_access (certificate_id, group_code)
select id, 'group-' || (n * 5 + place) % 200 from issue cross join generate_series(0, 4) place where n % 4 = 0;

-- Half of the certifications are the desk's.
update certification set managed_by = 'DESK' where code like 'attestation-%' and position % 2 = 0;

-- Requests of 700 Organizations: 500 are granted for a month, 100 are declined, 100 wait.
do $$
declare
    asking record;
    number integer := 0;
    editor constant text := (select id from person where role = 'EDITOR');
    approver constant text := (select id from person where role = 'APPROVER');
    request uuid;
    agreement uuid;
    draft uuid;
begin
    for asking in
        select m.organization_id, m.user_id, o.name,
               (select i.id from issue i where i.n % 8 = 4 order by md5(o.id::text || i.id::text) limit 1) as certificate
          from organization o
          join lateral (select * from member m where m.organization_id = o.id and m.role = 'ADMIN' and m.retired_at is null limit 1) m on true
         where o.retired_at is null and o.slug like 'customer-%' order by md5(o.slug) limit 700
    loop
        number := number + 1;
        perform set_config('compliance_center.organization_id', asking.organization_id::text, true),
                set_config('compliance_center.user_id', asking.user_id::text, true);
        continue when own_certificate_access(asking.certificate) is distinct from 'ON_REQUEST';
        perform request_certificate(asking.certificate, 'Our auditors ask for it.', 'en');
        select r.id into request from certificate_request r
         where r.organization_id = asking.organization_id and r.certificate_id = asking.certificate and r.state = 'OPEN';
        perform set_config('compliance_center.user_id', editor, true);
        if number <= 500 then
            perform grant_request(request, clock_timestamp() + interval '30 days');
        elsif number <= 600 then
            perform decline_request(request, 'It is about a product that you do not have.');
        end if;
        -- Each second of them has an agreement that was signed on paper; some wait for review.
        continue when number % 2 = 0;
        agreement := save_agreement(null, null, asking.organization_id, 'The vendor', asking.name, current_date - 100,
                                    clock_timestamp() - interval '100 days', clock_timestamp() + interval '1 year');
        perform put_agreement_paper(agreement, convert_to('%PDF-1.7 the paper of ' || agreement, 'UTF8'));
        perform submit_agreement(agreement, (select revision from signed_agreement where id = agreement));
        continue when number > 650;
        perform set_config('compliance_center.user_id', approver, true);
        perform approve_agreement(agreement, (select sha256 from signed_agreement where id = agreement));
    end loop;
    -- Forty drafts of five changes each.
    perform set_config('compliance_center.user_id', editor, true);
    for number in 1 .. 40 loop
        draft := create_draft('Changes of week ' || number);
        for n in 1 .. 5 loop
            perform put_draft_change(draft, n, 'CERTIFICATION', 'attestation-' || 2 * n,
                                     published_item('CERTIFICATION', 'attestation-' || 2 * n, null)
                                     || jsonb_build_object('summary', 'As it is from week ' || number || ' on.'));
        end loop;
    end loop;
end
$$;
