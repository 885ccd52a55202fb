-- Which agreements signed outside are in force.

-- Those of an Organization at a moment. An agreement is for the Organization that was named when it was sent to review: under
-- another name it does not count. Not "begin atomic", which would keep the columns of today.
create or replace function signed_agreements_in_force(organization uuid, moment timestamptz) returns setof signed_agreement
    language sql stable as
$$
    select a.*
      from signed_agreement a join organization o on o.id = a.organization_id
     where a.organization_id = signed_agreements_in_force.organization
       and a.state = 'APPROVED' and a.ended_at is null
       and a.in_force_from <= moment and (moment < a.in_force_until or a.in_force_until is null)
       and a.organization_name = o.name
$$;
revoke all on function signed_agreements_in_force(uuid, timestamptz) from public;
-- With the rights of the desk, which reads all agreements: previews say which one is in force.
grant execute on function signed_agreements_in_force(uuid, timestamptz) to compliance_center_desk;

-- The hash of an agreement's paper, also of one that was purged; null if there is none yet.
create or replace function agreement_paper_sha256(agreement uuid) returns bytea
    language sql stable
begin atomic
    select coalesce((select p.sha256 from signed_agreement_paper p where p.agreement_id = agreement),
                    (select q.sha256 from agreement_paper_purge q where q.agreement_id = agreement and q.state = 'PURGED'));
end;
revoke all on function agreement_paper_sha256(uuid) from public;

-- Those of the transaction's Organization, the latest first. Stable, so that it sees the Organization's name as the calling
-- statement does.
create or replace function own_signed_agreements(moment timestamptz) returns table (id uuid, signed_on date)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select a.id, a.signed_on from signed_agreements_in_force(current_organization_id(), moment) a
     order by a.signed_on desc, a.id desc;
end;
revoke all on function own_signed_agreements(timestamptz) from public;
grant execute on function own_signed_agreements(timestamptz) to ${application_role};
