-- What the desk does with the catalogue beyond new texts: order, retirement, and withdrawal of certificates.

-- The desk's order of a list. What it does not name follows by its position.
create or replace function apply_order(list text, content jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    if list = 'COMPLIANCE' then
        update compliance c set place = wanted.place
          from (select known.code, item.place
                  from compliance known
                  left join jsonb_array_elements_text(content -> 'codes') with ordinality as item (code, place)
                       on item.code = known.code) as wanted
         where wanted.code = c.code and wanted.place is distinct from c.place;
    else
        update certification c set place = wanted.place
          from (select known.code, item.place
                  from certification known
                  left join jsonb_array_elements_text(content -> 'codes') with ordinality as item (code, place)
                       on item.code = known.code) as wanted
         where wanted.code = c.code and wanted.place is distinct from c.place;
    end if;
end
$$;

-- Takes an item off the page, a certification with its certificates. All have the same time, by which they return together.
create or replace function retire_item(kind text, key text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    moment constant timestamptz := clock_timestamp();
begin
    if kind = 'COMPLIANCE' then
        update compliance set retired_at = moment where code = key and retired_at is null;
    else
        update certification set retired_at = moment where code = key and retired_at is null;
        update certificate set retired_at = moment where certification_code = key and retired_at is null;
    end if;
end
$$;

-- Whether what is published with the draft would name what is not there: a certificate of a certification that is retired, or is by
-- the draft, or a compliance that is not published.
create or replace function is_draft_contradictory(draft_id uuid) returns boolean
    language sql stable
begin atomic
    with change as (
        select c.kind, c.key, c.content, c.content ->> 'retired' is not null as retires
          from draft_change c where c.draft_id = is_draft_contradictory.draft_id),
    attested as (
        select c.content ->> 'compliance' as code from change c where c.kind = 'CERTIFICATION' and not c.retires
        union
        select c.compliance_code from certification c
         where c.retired_at is null and not exists (select from change d where (d.kind, d.key) = ('CERTIFICATION', c.code)))
    select exists (select from change c join change d on (d.kind, d.key) = ('CERTIFICATION', c.content ->> 'certification')
                    where c.kind = 'CERTIFICATE' and d.retires)
        or exists (select from change c
                    where c.kind = 'CERTIFICATE'
                      and not exists (select from certification p
                                       where p.code = c.content ->> 'certification' and p.retired_at is null)
                      and not exists (select from change d where (d.kind, d.key) = ('CERTIFICATION', c.content ->> 'certification')))
        or exists (select from attested a join change d on (d.kind, d.key) = ('COMPLIANCE', a.code) where d.retires)
        or exists (select from change c
                    where c.kind = 'CERTIFICATION' and c.content ->> 'compliance' is not null
                      and not exists (select from compliance p
                                       where p.code = c.content ->> 'compliance' and p.retired_at is null)
                      and not exists (select from change d
                                       where (d.kind, d.key) = ('COMPLIANCE', c.content ->> 'compliance') and not d.retires));
end;

-- Withdraws a certificate that was published by mistake, at once. Nobody downloads it from then on, with whatever permit.
create or replace function withdraw_certificate(certificate_id uuid, reason text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    manager text;
begin
    perform lock_publication_as('EDITOR');
    select n.managed_by into manager
      from certificate c join certification n on n.code = c.certification_code
     where c.id = withdraw_certificate.certificate_id and c.retired_at is null;
    if not found then
        raise exception 'no such certificate' using errcode = 'CC404';
    elsif manager <> 'DESK' then
        raise exception 'this is managed in the folder' using errcode = 'CC409';
    elsif is_plain_text(reason, 2000) is not true then
        raise exception 'a reason is needed' using errcode = 'CC403';
    end if;
    perform append_evidence(
        vendor_chain(), 'certificate-withdrawn',
        json_build_object('certificate', certificate_payload(certificate_id), 'reason', reason,
                          'by', person_payload(current_user_id())),
        current_user_id(), certificate_id, null);
    update certificate c set retired_at = clock_timestamp() where c.id = withdraw_certificate.certificate_id;
end
$$;

revoke all on function withdraw_certificate(uuid, text) from public;
grant execute on function withdraw_certificate(uuid, text), is_draft_contradictory(uuid) to compliance_center_desk;
