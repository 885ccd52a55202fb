-- Who may see which certificate, and what the record says about it.

-- What an Organization may do with a certificate, retired or not, at a moment. OPEN: download it. ON_REQUEST: read about it. Null:
-- nothing, because it is for others, or there is no such certificate; both take the same look-ups, so that their time does not tell
-- them apart. Without an Organization, only what is for everyone is open.
create or replace function certificate_access_at(organization uuid, certificate uuid, moment timestamptz) returns text
    language sql stable
begin atomic
    select case
               when c.id is not null and r.id is null then 'OPEN'
               when exists (
                   select from certificate_access a
                    where a.certificate_id = asked.id and a.organization_id = organization and a.retired_at is null
                      and (a.valid_from <= moment or a.valid_from is null)
                      and (moment < a.valid_until or a.valid_until is null))
                   then 'OPEN'
               when exists (
                   select from access_group_organization m
                     join access_group g on g.code = m.group_code
                     join certificate_access a on a.group_code = m.group_code
                    where m.organization_id = organization and m.retired_at is null and g.retired_at is null
                      and (m.valid_from <= moment or m.valid_from is null)
                      and (moment < m.valid_until or m.valid_until is null)
                      and a.certificate_id = asked.id and a.retired_at is null
                      and (a.valid_from <= moment or a.valid_from is null)
                      and (moment < a.valid_until or a.valid_until is null))
                   then 'OPEN'
               when r.otherwise = 'ON_REQUEST' then 'ON_REQUEST'
           end
      from (select certificate as id) asked
      left join certificate c on c.id = asked.id
      left join certificate_restriction r on r.certificate_id = c.id and r.retired_at is null;
end;
revoke all on function certificate_access_at(uuid, uuid, timestamptz) from public;

-- What the transaction's Organization may do with a certificate on offer now. Volatile: it reads what is committed and which time
-- it is when it is called, not when the transaction began or waited for a lock. "offset 0" has both columns computed before one
-- is looked at.
create or replace function own_certificate_access(certificate uuid) returns text
    language sql volatile security definer set search_path = compliance_center, pg_temp
begin atomic
    select own.access
      from (select certificate_access_at(current_organization_id(), certificate, clock_timestamp()) as access,
                   exists (select from certificate c where c.id = certificate and c.retired_at is null) as on_offer
            offset 0) own
     where own.on_offer;
end;

-- The kind of copy of a certificate on offer that is open to the transaction's Organization now; null if there is no such certificate.
-- Like own_certificate_access, it takes the same look-ups whether it exists or not.
create or replace function open_certificate_copy_kind(certificate uuid) returns text
    language sql volatile security definer set search_path = compliance_center, pg_temp
begin atomic
    select own.copy_kind
      from (select certificate_access_at(current_organization_id(), certificate, clock_timestamp()) as access,
                   (select c.copy_kind from certificate c where c.id = certificate and c.retired_at is null) as copy_kind
            offset 0) own
     where own.access = 'OPEN';
end;

drop policy if exists own_access on certificate;
create policy own_access on certificate for select to ${application_role}
    using (own_certificate_access(id) is not null);

-- All that was ever published, for every Organization: the application keeps it in memory, and shows each Organization its part.
-- Not "begin atomic", which would keep the columns of today.
create or replace function all_certificates() returns setof certificate
    language sql stable security definer set search_path = compliance_center, pg_temp as
$$
    select * from certificate
$$;

-- The restrictions of certificates on offer, each with what lifts it, or will, as JSON in the shape of the record Restriction.
create or replace function all_certificate_restrictions() returns setof json
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select json_build_object(
               'certificate', json_build_object('value', r.certificate_id),
               'onRequest', r.otherwise = 'ON_REQUEST',
               'access', coalesce(
                   (select json_agg(json_build_object('group', a.group_code, 'organization', a.organization_id,
                                                      'from', a.valid_from, 'until', a.valid_until) order by a.id)
                      from certificate_access a left join access_group g on g.code = a.group_code
                     where a.certificate_id = r.certificate_id and a.retired_at is null and g.retired_at is null
                       and (statement_timestamp() < a.valid_until or a.valid_until is null)),
                   '[]'))
      from certificate_restriction r join certificate c on c.id = r.certificate_id
     where r.retired_at is null and c.retired_at is null;
end;

revoke all on function own_certificate_access(uuid), open_certificate_copy_kind(uuid), all_certificates(), all_certificate_restrictions() from public;
grant execute on function all_certificates(), all_certificate_restrictions() to compliance_center_desk;
grant execute on function own_certificate_access(uuid), open_certificate_copy_kind(uuid), all_certificates(), all_certificate_restrictions()
    to ${application_role};

-- Changes exclude agreeing, and change the catalogue. What Organizations a group has is read anew with each request.
create or replace trigger access_group_publication before insert or update on access_group
    for each statement execute function begin_publication();
create or replace trigger access_group_organization_publication before insert or update on access_group_organization
    for each statement execute function begin_publication();
create or replace trigger certificate_restriction_publication before insert or update on certificate_restriction
    for each statement execute function begin_publication();
create or replace trigger certificate_access_publication before insert or update on certificate_access
    for each statement execute function begin_publication();
create or replace trigger access_group_revises_catalogue after insert or update on access_group
    for each statement execute function revise_catalogue();
create or replace trigger certificate_restriction_revises_catalogue after insert or update on certificate_restriction
    for each statement execute function revise_catalogue();
create or replace trigger certificate_access_revises_catalogue after insert or update on certificate_access
    for each statement execute function revise_catalogue();

-- A group may get another name.
create or replace function refuse_change_of_group() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op <> 'UPDATE' or (new.code, new.managed_by) is distinct from (old.code, old.managed_by) then
        raise exception 'an access group is part of the record and cannot be changed by %', tg_op using errcode = 'CC403';
    end if;
    return new;
end
$$;
create or replace trigger access_group_never_changes before update or delete on access_group
    for each row execute function refuse_change_of_group();
create or replace trigger access_group_never_empties before truncate on access_group
    for each statement execute function refuse_change();
create or replace trigger access_group_organization_never_changes before update or delete on access_group_organization
    for each row execute function refuse_change();
create or replace trigger access_group_organization_never_empties before truncate on access_group_organization
    for each statement execute function refuse_change();
create or replace trigger certificate_restriction_never_changes before update or delete on certificate_restriction
    for each row execute function refuse_change();
create or replace trigger certificate_restriction_never_empties before truncate on certificate_restriction
    for each statement execute function refuse_change();
create or replace trigger certificate_access_never_changes before update or delete on certificate_access
    for each row execute function refuse_change();
create or replace trigger certificate_access_never_empties before truncate on certificate_access
    for each statement execute function refuse_change();

-- The vendor's chain: who may see what, and from when ------------------------------------------------------------------------

-- Who changes something at the desk; null elsewhere.
create or replace function acting_at_desk() returns uuid
    language sql stable
    return case when session_user = 'compliance_center_desk' then current_user_id() end;

create or replace function access_group_payload(group_code text) returns json
    language sql stable
    return (select json_build_object('code', code, 'name', name) from access_group where code = group_code);

create or replace function record_access_group() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'UPDATE' and (new.name, new.retired_at) is not distinct from (old.name, old.retired_at) then
        return null;
    end if;
    perform append_evidence(
        vendor_chain(),
        case when new.retired_at is not null then 'access-group-retired'
             when tg_op = 'INSERT' then 'access-group-published'
             when old.retired_at is not null then 'access-group-brought-back'
             else 'access-group-renamed' end,
        json_strip_nulls(json_build_object(
            'group', access_group_payload(new.code), 'managedBy', lower(new.managed_by), 'by', person_payload(acting_at_desk()))),
        acting_at_desk(), null, null);
    return null;
end
$$;
create or replace trigger access_group_recorded after insert or update on access_group
    for each row execute function record_access_group();

-- All places of a statement at once: a folder may fill many groups.
create or replace function record_access_group_organizations() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(),
        array_agg(case when c.retired_at is null then 'access-group-entered' else 'access-group-left' end order by c.id),
        array_agg(json_strip_nulls(json_build_object(
            'group', access_group_payload(c.group_code),
            'organization', (select json_build_object('id', o.id, 'name', o.name) from organization o where o.id = c.organization_id),
            'from', utc_text(c.valid_from), 'until', utc_text(c.valid_until), 'by', person_payload(acting_at_desk()))) order by c.id),
        acting_at_desk())
      from changed c;
    return null;
end
$$;
create or replace trigger access_group_organization_recorded after insert on access_group_organization
    referencing new table as changed for each statement execute function record_access_group_organizations();
create or replace trigger access_group_organization_end_recorded after update on access_group_organization
    referencing new table as changed for each statement execute function record_access_group_organizations();

create or replace function record_certificate_restriction() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(),
        case when new.retired_at is null then 'certificate-restricted' else 'certificate-restriction-ended' end,
        json_build_object('certificate', certificate_payload(new.certificate_id),
                          'otherwise', replace(lower(new.otherwise), '_', '-')),
        null, new.certificate_id, null);
    return null;
end
$$;
create or replace trigger certificate_restriction_recorded after insert or update on certificate_restriction
    for each row execute function record_certificate_restriction();

create or replace function record_certificate_access() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(),
        case when new.retired_at is null then 'certificate-access-given' else 'certificate-access-ended' end,
        json_strip_nulls(json_build_object(
            'certificate', certificate_payload(new.certificate_id),
            'group', access_group_payload(new.group_code),
            'organization', (select json_build_object('id', id, 'name', name) from organization where id = new.organization_id),
            'from', utc_text(new.valid_from), 'until', utc_text(new.valid_until), 'managedBy', lower(new.managed_by))),
        null, new.certificate_id, null);
    return null;
end
$$;
create or replace trigger certificate_access_recorded after insert or update on certificate_access
    for each row execute function record_certificate_access();

revoke all on function record_access_group(), record_access_group_organizations(), record_certificate_restriction(),
    record_certificate_access() from public;
