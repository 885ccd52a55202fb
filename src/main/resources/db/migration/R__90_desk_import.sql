-- Import of Organizations and members by the desk: a file is stored with what it says, shown as changes, and applied if these are
-- still the same.

-- Organizations are changed where they are managed -----------------------------------------------------------------------------

create or replace function keep_organization_to_manager() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    here constant text := case session_user when 'compliance_center_desk' then 'DESK' else 'FOLDER' end;
    -- The desk suspends the Organizations of both.
    elsewhere constant text[] := '{managed_by, suspended_at, suspended_by, suspension_reason}';
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - elsewhere = to_jsonb(old) - elsewhere then
        return new;
    end if;
    if (case tg_op when 'INSERT' then new.managed_by else old.managed_by end) <> here then
        raise exception 'the organization is managed by the %', lower(case here when 'DESK' then 'FOLDER' else 'DESK' end)
            using errcode = 'CC409';
    end if;
    return coalesce(new, old);
end
$$;
create or replace trigger organization_keeps_to_manager before insert or update or delete on organization
    for each row execute function keep_organization_to_manager();

-- From the file to the preview -------------------------------------------------------------------------------------------------

-- Stores an uploaded file with what it says. What was not imported within a day is deleted.
--
-- lines:  [{"line": 2, "organization": key, "organization_name": text or null, "email", "name", "role"}]; without an address, only
--         the Organization
-- errors: [{"line", "field", "problem", "value"}], what is wrong with the other lines
create or replace function stage_import(file_name text, sha256 bytea, lines jsonb, errors jsonb) returns uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    staged uuid;
begin
    perform require_desk_role('SUPPORT');
    delete from customer_import i where i.applied_at is null and i.created_at < clock_timestamp() - interval '1 day';
    delete from customer_import i
     where i.id in (select old.id from customer_import old
                     where old.created_by = current_user_id() and old.applied_at is null
                     order by old.created_at desc offset 9);
    insert into customer_import (file_name, sha256, lines, errors, created_by)
    values (stage_import.file_name, stage_import.sha256, stage_import.lines, stage_import.errors, current_user_id())
    returning id into staged;
    -- "is not true": what is missing makes the condition null
    if lines is null or exists (
        select from jsonb_to_recordset(stage_import.lines)
                    as entry (line integer, organization text, organization_name text, email text, name text, role text)
         where (entry.line > 0
                and is_plain_text(entry.organization, 254) and entry.organization = lower(entry.organization)
                and (entry.organization_name is null or is_plain_text(entry.organization_name, 200))
                and case when entry.email is null then entry.role is null
                         else is_mailable(entry.email) and entry.email = lower(entry.email)
                              and (entry.name is null or is_plain_text(entry.name, 200))
                              and entry.role in ('ADMIN', 'MEMBER') end) is not true) then
        raise exception 'not a file that can be imported' using errcode = 'check_violation';
    end if;
    return staged;
end
$$;

-- What an import of these lines would do now. It never removes anything, and brings nobody who works at the desk into an Organization.
-- An address gets 10 mails of imports a day at most.
create or replace function plan_import(lines jsonb) returns setof planned_change
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_column
begin
    return query
    with entry as materialized (
        select e.line, e.organization, e.organization_name, e.email, e.name, e.role
          from jsonb_to_recordset(plan_import.lines)
               as e (line integer, organization text, organization_name text, email text, name text, role text)),
    named as (
        select e.organization as key, min(e.line) as line,
               min(e.line) filter (where e.organization_name is not null) as name_line,
               (array_agg(e.organization_name order by e.line) filter (where e.organization_name is not null))[1] as name
          from entry e group by e.organization),
    known as materialized (
        select n.*, o.id, o.name as present_name, o.managed_by
          from named n left join organization o on o.key = n.key and o.retired_at is null),
    at_desk as materialized (select address from desk_addresses() as address),
    mailed as materialized (
        select sent.recipient, count(*) as number from mail sent
         where sent.kind = 'import-invitation' and sent.queued_at > statement_timestamp() - interval '1 day'
         group by sent.recipient)
    select coalesce(k.name_line, k.line),
           case when found.problem is null then found.change end,
           found.problem,
           case when found.problem in ('slug-invalid', 'slug-taken') then 'organization'
                when found.problem is not null then 'organization_name' end,
           k.key, k.id, coalesce(k.name, k.present_name), null, null, null, k.present_name, null::uuid, null::uuid, false
      from known k
     cross join lateral (
        select case when k.id is null then 'ORGANIZATION_ADDED' else 'ORGANIZATION_RENAMED' end as change,
               case when k.id is not null then case when k.managed_by = 'FOLDER' then 'managed-in-folder' end
                    when k.key !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or length(k.key) > 63 then 'slug-invalid'
                    when exists (select from organization o where o.slug = k.key and o.retired_at is null) then 'slug-taken'
                    when k.name is null then 'name-missing' end as problem) found
     where k.id is null or k.name <> k.present_name
    union all
    select e.line,
           case when found.problem is null then step.change end,
           found.problem,
           case when found.problem = 'desk-person' then 'email' when found.problem is not null then 'role' end,
           e.organization, k.id, coalesce(k.present_name, k.name), e.email, e.name, e.role,
           case when m.user_id is not null then case found.problem when 'changed-elsewhere' then m.source else m.role end
                else i.role end,
           m.user_id, i.id,
           m.user_id is null and found.problem is null
           and not (i.id is not null and i.source = 'ADMIN' and step.change = 'UNCHANGED')
           and coalesce(mailed.number, 0) + row_number() over (partition by e.email order by e.line, e.organization) <= 10
           and not exists (select from mail sent
                            where sent.subject_id = i.id and i.expires_at > statement_timestamp()
                              and (sent.next_attempt_at is not null
                                   or sent.sent_at > statement_timestamp() - interval '7 days'))
      from entry e
      join known k on k.key = e.organization
      left join mailed on mailed.recipient = e.email
      left join lateral (
        select m.user_id, m.role, m.source
          from member m join user_account u on u.id = m.user_id
         where m.organization_id = k.id and u.email = e.email and m.retired_at is null and u.retired_at is null
         order by m.source = 'IMPORT' desc, m.role = e.role desc, m.user_id limit 1) m on true
      left join invitation i
        on i.organization_id = k.id and i.email = e.email and i.accepted_at is null and i.withdrawn_at is null
      left join lateral (
        select i.expires_at > statement_timestamp() and inviter_may_invite(i) as counts) open on i.id is not null
     cross join lateral (
        select case when m.user_id is not null
                        then case when m.role = e.role then 'UNCHANGED' else 'ROLE_CHANGED' end
                    when i.id is null
                        then case when exists (select from member gone join user_account u on u.id = gone.user_id
                                                where gone.organization_id = k.id and u.email = e.email
                                                  and gone.retired_at is not null and u.retired_at is null)
                                  then 'INVITED_AGAIN' else 'INVITED' end
                    when not open.counts then 'INVITATION_RENEWED'
                    when i.role <> e.role then 'INVITATION_CHANGED'
                    else 'UNCHANGED' end as change) step
     cross join lateral (
        select case when step.change <> 'UNCHANGED' and e.email in (select address from at_desk) then 'desk-person'
                    when m.user_id is not null
                        then case when m.role <> e.role and m.source <> 'IMPORT' then 'changed-elsewhere' end
                    when i.source = 'ADMIN' and open.counts and i.role <> e.role then 'invited-by-admin' end as problem) found
     where e.email is not null
     order by 1, 2;
end
$$;

-- What a preview is bound to: every change, and the rows that it changes.
create or replace function plan_sha256(plan planned_change[]) returns bytea
    language sql stable
    return (select sha256(convert_to(coalesce(string_agg(c::text, E'\n' order by c.line, c::text), ''), 'UTF8'))
              from unnest(plan) c);

-- An uploaded file and what its import would do now, as JSON in the shape of the record Preview; null if there is none.
create or replace function preview_import(id uuid) returns jsonb
    language plpgsql stable security definer set search_path = compliance_center, pg_temp as
$$
declare
    staged customer_import;
    plan planned_change[];
begin
    perform require_desk_role('SUPPORT');
    select * into staged from customer_import i where i.id = preview_import.id;
    if not found then
        return null;
    end if;
    plan := array(select c from plan_import(coalesce(staged.lines, '[]')) c);
    return jsonb_build_object(
        'id', staged.id, 'fileName', staged.file_name, 'sha256', encode(staged.sha256, 'hex'),
        'lines', coalesce(jsonb_array_length(staged.lines), 0),
        'appliedAt', staged.applied_at, 'result', staged.result,
        'plan', encode(plan_sha256(plan), 'hex'),
        'errors', staged.errors,
        'changes', coalesce(
            (select jsonb_agg(jsonb_build_object(
                        'line', c.line, 'change', c.change, 'problem', c.problem, 'field', c.field,
                        'organization', c.organization, 'name', c.name, 'email', c.email, 'memberName', c.member_name,
                        'role', c.role, 'before', c.before, 'mailable', c.mailable) order by c.line, c.email nulls first)
               from unnest(plan) c), '[]'));
end
$$;

-- Import -----------------------------------------------------------------------------------------------------------------------

-- Makes the changes of a preview, all or none. One import at a time.
--
-- plan:    of the preview that was seen
-- send:    whether to invite by mail those who have no mail yet
-- locale:  of the mail
-- returns: APPLIED, also if it was before; or why nothing was done: CHANGED if the preview would be another now, ERRORS, or
--          TOO_MANY_MAILS if imports would send more than 10,000 on one day
create or replace function apply_import(id uuid, plan bytea, send boolean, locale text) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    staged customer_import;
    changes planned_change[];
    -- That change
    invitations uuid[];
    still_open bigint;
    counts jsonb;
    invited invitation;
    changed record;
begin
    perform require_desk_role('SUPPORT');
    -- "is not true": an argument that is null makes the condition null
    if (length(plan) = 32 and send is not null and is_language_tag(locale)) is not true then
        raise exception 'not an import' using errcode = 'check_violation';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('compliance_center.import', 0));
    perform lock_publication_shared();
    -- Again, after waiting
    perform require_desk_role('SUPPORT');
    select * into staged from customer_import i where i.id = apply_import.id for update;
    if not found then
        raise exception 'there is no such import' using errcode = 'CC404';
    elsif staged.applied_at is not null then
        return 'APPLIED';
    elsif staged.errors <> '[]' then
        return 'ERRORS';
    end if;
    -- As lock_members; in the order of ids, so that no two deadlock
    perform from organization o
      where o.retired_at is null
        and o.key in (select entry.organization from jsonb_to_recordset(staged.lines) as entry (organization text))
      order by o.id for no key update;
    -- The locks are statements of their own, so this sees what others did before.
    changes := array(select c from plan_import(staged.lines) c);
    if exists (select from unnest(changes) c where c.problem is not null) then
        return 'ERRORS';
    elsif plan_sha256(changes) <> plan then
        return 'CHANGED';
    elsif send and (select count(*) from unnest(changes) c where c.mailable)
                   + (select count(*) from mail m
                       where m.kind = 'import-invitation' and m.queued_at > clock_timestamp() - interval '1 day') > 10000 then
        return 'TOO_MANY_MAILS';
    end if;
    -- Whoever has accepted one since the plan, by signing in at a provider, was first.
    invitations := array(
        select c.invitation_id from unnest(changes) c where c.change in ('INVITATION_CHANGED', 'INVITATION_RENEWED'));
    perform from invitation i
      where i.id = any (invitations) and i.accepted_at is null and i.withdrawn_at is null
      order by i.id for update;
    get diagnostics still_open = row_count;
    if still_open <> cardinality(invitations) then
        return 'CHANGED';
    end if;

    insert into organization (key, slug, name, managed_by)
    select c.organization, c.organization, c.name, 'DESK' from unnest(changes) c where c.change = 'ORGANIZATION_ADDED';
    update organization o set name = c.name
      from unnest(changes) c where c.change = 'ORGANIZATION_RENAMED' and o.id = c.organization_id;
    perform lock_chains(array(
        select o.id from unnest(changes) c join organization o on o.key = c.organization and o.retired_at is null
         where c.email is not null and c.change <> 'UNCHANGED'));
    update member m set role = c.role
      from unnest(changes) c
     where c.change = 'ROLE_CHANGED' and m.organization_id = c.organization_id and m.user_id = c.user_id;
    for changed in
        select c.* from unnest(changes) c where c.change = 'ROLE_CHANGED' order by c.organization_id, c.line
    loop
        perform append_member_entry(
            'role-changed', changed.organization_id, changed.user_id,
            jsonb_build_object('roleBefore', changed.before, 'by', person_payload(current_user_id())));
    end loop;

    update invitation i
       set role = c.role, name = c.member_name, source = 'IMPORT', invited_by = current_user_id(),
           expires_at = clock_timestamp() + interval '90 days'
      from unnest(changes) c
     where i.id = c.invitation_id and c.invitation_id = any (invitations);
    insert into invitation (organization_id, email, role, name, source, invited_by, expires_at)
    select o.id, c.email, c.role, c.member_name, 'IMPORT', current_user_id(), clock_timestamp() + interval '90 days'
      from unnest(changes) c
      join organization o on o.key = c.organization and o.retired_at is null
     where c.change in ('INVITED', 'INVITED_AGAIN');
    -- Without statistics of what was just added, each of the thousands of entries could read whole tables.
    analyze organization, invitation, evidence_chain;
    for invited in
        select i.*
          from unnest(changes) c
          join organization o on o.key = c.organization and o.retired_at is null
          join invitation i on i.organization_id = o.id and i.email = c.email
                           and i.accepted_at is null and i.withdrawn_at is null
         where c.change in ('INVITED', 'INVITED_AGAIN', 'INVITATION_CHANGED', 'INVITATION_RENEWED')
         order by o.id, c.line
    loop
        perform append_invitation_entry('member-invited', invited);
    end loop;
    if send then
        insert into mail (kind, recipient, locale, parameters, subject_id, organization_id)
        select 'import-invitation', i.email, apply_import.locale, jsonb_build_object('organization', o.name), i.id, o.id
          from unnest(changes) c
          join organization o on o.key = c.organization and o.retired_at is null
          join invitation i on i.organization_id = o.id and i.email = c.email
                           and i.accepted_at is null and i.withdrawn_at is null
         where c.mailable;
    end if;

    select coalesce(jsonb_object_agg(counted.change, counted.number), '{}') into counts
      from (select c.change, count(*) as number from unnest(changes) c group by c.change) as counted;
    if send then
        counts := counts || jsonb_build_object('MAILED', (select count(*) from unnest(changes) c where c.mailable));
    end if;
    perform append_evidence(
        vendor_chain(), 'customers-imported',
        json_build_object('import', staged.id, 'fileName', staged.file_name, 'sha256', encode(staged.sha256, 'hex'),
                          'changes', counts, 'by', person_payload(current_user_id())),
        current_user_id(), null, staged.id);
    update customer_import i
       set applied_by = current_user_id(), applied_at = clock_timestamp(), result = counts, lines = null
     where i.id = staged.id;
    perform analyze_directory();
    return 'APPLIED';
end
$$;

revoke all on function keep_organization_to_manager(), stage_import(text, bytea, jsonb, jsonb), plan_import(jsonb),
    plan_sha256(planned_change[]), preview_import(uuid), apply_import(uuid, bytea, boolean, text)
    from public;
grant execute on function stage_import(text, bytea, jsonb, jsonb), preview_import(uuid),
    apply_import(uuid, bytea, boolean, text)
    to compliance_center_desk;
