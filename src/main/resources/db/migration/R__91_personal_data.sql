-- What is held about a person, and how it ends: at the desk, when somebody asks for it, and in the background, when its time has
-- come. Acceptances, permits and entries of the record are never touched; they have names and addresses of their own.

-- What somebody wrote at the desk and nobody has decided: DRAFT, GROUP, RULE, AGREEMENT, PURGE, PAPER_PURGE.
create or replace function open_work_of(account uuid) returns text[]
    language sql stable
    return array(
        select 'DRAFT' where exists (
            select from draft_author a join draft d on d.id = a.draft_id
             where a.user_id = account and d.state in ('OPEN', 'IN_REVIEW', 'APPROVED'))
        union all
        select 'GROUP' where exists (select from access_group_proposal p where p.proposed_by = account and p.state = 'OPEN')
        union all
        select 'RULE' where exists (select from request_rule r where r.proposed_by = account and r.state = 'PROPOSED')
        union all
        select 'AGREEMENT' where exists (
            select from signed_agreement_author w join signed_agreement a on a.id = w.agreement_id
             where w.user_id = account and a.state in ('OPEN', 'IN_REVIEW'))
        union all
        select 'PURGE' where exists (select from certificate_purge p where p.requested_by = account and p.state = 'REQUESTED')
        union all
        select 'PAPER_PURGE' where exists (
            select from agreement_paper_purge p where p.requested_by = account and p.state = 'REQUESTED'));

-- Why an account cannot be erased: IN_FILES, AT_DESK or MEMBER, if whoever it belongs to still has access by it; OPEN_WORK, if somebody
-- else still has to approve what they wrote, because nobody could tell afterwards that an account with the same address is not
-- somebody else's; null if it can.
create or replace function access_of_account(account uuid) returns text
    language sql stable
begin atomic
    select case
               when exists (select from user_account u
                             where u.id = account and u.source = 'FILES' and u.retired_at is null) then 'IN_FILES'
               when exists (select from desk_member d join user_account u on u.id = d.user_id
                             where d.user_id = account and desk_role_counts(d) and u.retired_at is null) then 'AT_DESK'
               when exists (select from member m join user_account u on u.id = m.user_id
                              join organization o on o.id = m.organization_id
                             where m.user_id = account and m.retired_at is null and u.retired_at is null
                               and o.retired_at is null) then 'MEMBER'
               when open_work_of(account) <> '{}' then 'OPEN_WORK'
           end;
end;

-- A category of what is held.
create or replace function held_data(category text, number bigint, oldest timestamptz) returns jsonb
    language sql immutable
    return case when number > 0
                then jsonb_build_object('category', category, 'count', number, 'oldest', oldest) end;

-- The account that a mail is about: a user, or who accepted an invitation; null if none. Its subject may be gone.
create or replace function account_of_mail(subject uuid) returns uuid
    language sql stable
    return coalesce((select u.id from user_account u where u.id = subject),
                    (select i.accepted_by from invitation i where i.id = subject));

-- What an account's mail is about: the user, and the invitations that they have accepted.
create or replace function subjects_of_mail(account uuid) returns setof uuid
    language sql stable
begin atomic
    select subjects_of_mail.account
     union all
    select i.id from invitation i where i.accepted_by = subjects_of_mail.account;
end;

-- What is held with an account and erased with it, by category.
create or replace function erasable_data(account uuid) returns jsonb
    language sql stable
begin atomic
    select coalesce(jsonb_agg(held.data) filter (where held.data is not null), '[]')
      from (select held_data('NAME', count(*), null) as data from user_account u where u.id = account and u.erased_at is null
            union all
            select held_data('PASSWORD', count(*), null) from user_account u where u.id = account and u.password_hash is not null
            union all
            select held_data('PASSKEYS', count(*), min(p.created_at)) from passkey p where p.user_id = account
            union all
            select held_data('IDENTITIES', count(*), min(i.linked_at)) from user_identity i where i.user_id = account
            union all
            select held_data('SESSIONS', count(*), min(to_timestamp(s.creation_time / 1000.0)))
              from spring_session s where s.principal_name = account::text
            union all
            select held_data('MAILS', count(*), min(m.queued_at)) from mail m
             where m.subject_id in (select * from subjects_of_mail(account))
            union all
            select held_data('INVITATIONS', count(*), min(i.created_at)) from invitation i where i.accepted_by = account) as held;
end;

-- All that is held with an account, by category. What is an Organization's is looked for in those that the account belongs or belonged
-- to, because the indexes begin with the Organization.
create or replace function account_data(account uuid) returns jsonb
    language sql stable
begin atomic
    select erasable_data(account) || coalesce(jsonb_agg(held.data) filter (where held.data is not null), '[]')
      from (select held_data('MEMBERSHIPS', count(*), min(m.joined_at)) as data from member m where m.user_id = account
            union all
            select held_data('ACCEPTANCES', count(*), min(a.accepted_at))
              from member m join acceptance a on (a.organization_id, a.user_id) = (m.organization_id, m.user_id)
             where m.user_id = account
            union all
            select held_data('PERMITS', count(*), min(p.granted_at))
              from member m join download_permit p on (p.organization_id, p.user_id) = (m.organization_id, m.user_id)
             where m.user_id = account
            union all
            select held_data('REQUESTS', count(*), min(r.requested_at)) from certificate_request r where r.requested_by = account
            union all
            select held_data('SIGN_INS', count(*), min(e.recorded_at)) from evidence_entry e where e.chain_id = account
            union all
            select held_data('ENTRIES', count(*), min(e.recorded_at)) from evidence_entry e
             where e.user_id = account
               and e.chain_id in (select m.organization_id from member m where m.user_id = account
                                  union all select vendor_chain())
            union all
            select held_data('DESK', count(*), null) from desk_member d where d.user_id = account) as held;
end;

-- What is held with an address beside accounts: for somebody who was invited, or has asked for a password.
create or replace function address_data(address text) returns jsonb
    language sql stable
begin atomic
    select coalesce(jsonb_agg(held.data) filter (where held.data is not null), '[]')
      from (select held_data('INVITATIONS', count(*), min(i.created_at)) as data
              from invitation i where i.email = address and i.accepted_by is null
            union all
            select held_data('MAILS', count(*), min(m.queued_at)) from mail m
             where m.recipient = address and account_of_mail(m.subject_id) is null
            union all
            select held_data('PASSWORD_REQUESTS', count(*), min(r.requested_at))
              from password_request r where r.email = address) as held;
end;

-- The accounts that have an address, or had it, wherever that is still kept. One that was erased is found by what records have of it.
create or replace function accounts_with_address(address text) returns setof uuid
    language sql stable
begin atomic
    select u.id from user_account u where u.email = address
     union
    select k.user_id from desk_address k where k.email = address
     union
    -- The account's own chain has the address of each sign-in.
    select e.user_id from evidence_entry e
     where e.chain_id = e.user_id
       and address_of_entry(e.payload)
           = address_of_entry(convert_to(jsonb_build_object('email', address)::text, 'UTF8'))
     union
    select a.user_id from acceptance a where a.email = address
     union
    select p.user_id from download_permit p where p.email = address
     union
    select i.accepted_by from invitation i where i.email = address and i.accepted_by is not null
     union
    select m.subject_id from mail m where m.recipient = address;
end;

-- Everybody who has or had that e-mail address, as JSON in the shape of the record Person, and last what is held with the
-- address alone.
create or replace function personal_data(address text) returns setof json
    language plpgsql stable security definer set search_path = compliance_center, pg_temp as
$$
declare
    wanted constant text := lower(address);
begin
    perform require_desk_role('SUPPORT', 'AUDITOR');
    return query
        select json_build_object(
                   'account', u.id,
                   'name', case when u.erased_at is null then u.name end,
                   'source', u.source,
                   'state', case when u.erased_at is not null then 'ERASED' when u.retired_at is not null then 'RETIRED'
                                 else 'ACTIVE' end,
                   'access', access_of_account(u.id),
                   'openWork', open_work_of(u.id),
                   'organizations', (select coalesce(json_agg(o.name order by o.name), '[]')
                                       from member m join organization o on o.id = m.organization_id
                                      where m.user_id = u.id and m.retired_at is null and o.retired_at is null),
                   'held', account_data(u.id))
          from user_account u
         -- An array, whose length PostgreSQL expects to be short
         where u.id = any (array(select * from accounts_with_address(wanted)))
         order by u.retired_at nulls first, u.id;
    return query
        select json_build_object(
                   'state', case when exists (select from user_account u where u.email = wanted and u.retired_at is null)
                                 then 'ACTIVE' else 'RETIRED' end,
                   'organizations', '[]'::json,
                   'openWork', '[]'::json,
                   'held', address_data(wanted))
         where address_data(wanted) <> '[]';
end
$$;

-- Erasure --------------------------------------------------------------------------------------------------------------------

-- The ways to sign in with an account, and its sessions.
create or replace function delete_credentials(account uuid) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    delete from spring_session s where s.principal_name = account::text;
    delete from passkey p where p.user_id = account;
    delete from passkey_user p where p.user_id = account;
    delete from user_identity i where i.user_id = account;
    update user_account u set password_hash = null where u.id = account and u.password_hash is not null;
end
$$;

-- In the record, without what was erased.
--
-- account: null for an address without one
create or replace function append_erasure_entry(account uuid, erased jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), 'personal-data-erased',
        (jsonb_strip_nulls(jsonb_build_object(
            'person', case when account is not null then jsonb_build_object('id', account) end,
            'erased', (select coalesce(jsonb_object_agg(lower(item.value ->> 'category'), item.value -> 'count'), '{}')
                         from jsonb_array_elements(erased) as item (value)),
            'by', person_payload(current_user_id()))))::json,
        current_user_id(), null, null);
end
$$;

-- Erases what no record needs of somebody who has no access any more. The account's id stays, because records name it.
create or replace function erase_account(account uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    held jsonb;
begin
    -- Nobody is published, invited or signed in meanwhile.
    perform lock_publication_as('SUPPORT');
    perform from user_account u where u.id = account and u.erased_at is null for update;
    if not found then
        raise exception 'no such account' using errcode = 'CC404';
    elsif access_of_account(account) is not null then
        raise exception 'the account still gives access, or what its owner wrote is still open' using errcode = 'CC409';
    end if;
    held := erasable_data(account);
    perform delete_credentials(account);
    delete from desk_address k where k.user_id = account;
    -- Mail first, which is found by the invitations
    delete from mail m where m.subject_id in (select * from subjects_of_mail(account));
    delete from invitation i where i.accepted_by = account;
    update user_account u
       set email = 'erased-' || u.id || '@erased.invalid', name = '(erased)',
           key = case when u.key is not null then 'erased-' || u.id end, credential_version = u.credential_version + 1,
           retired_at = coalesce(u.retired_at, clock_timestamp()), erased_at = clock_timestamp()
     where u.id = account;
    perform append_erasure_entry(account, held);
end
$$;

-- Erases what is held with an address that nobody has an account with.
create or replace function erase_address(address text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    wanted constant text := lower(address);
    held jsonb;
    invited invitation;
begin
    perform lock_publication_as('SUPPORT');
    if exists (select from user_account u where u.email = wanted and u.retired_at is null) then
        raise exception 'somebody has an account with this address' using errcode = 'CC409';
    end if;
    held := address_data(wanted);
    if held = '[]' then
        raise exception 'nothing is held with this address' using errcode = 'CC404';
    end if;
    delete from mail m where m.recipient = wanted and account_of_mail(m.subject_id) is null;
    -- The Organization's record says who ended an invitation that was open, without the address.
    for invited in
        delete from invitation i where i.email = wanted and i.accepted_by is null returning *
    loop
        if invited.withdrawn_at is null and invited.expires_at > clock_timestamp() then
            invited.email := '(erased)';
            perform append_invitation_entry('invitation-withdrawn', invited);
        end if;
    end loop;
    delete from password_request r where r.email = wanted;
    perform append_erasure_entry(null, held);
end
$$;

-- Retention ------------------------------------------------------------------------------------------------------------------

-- Deletes what is kept for a time only. Each time is a day at least, whatever is asked for.
--
-- mails:       after they were queued, unless they are still to be sent
-- invitations: after they ended
-- credentials: of accounts, after these were retired
create or replace function delete_outdated_data(mails interval, invitations interval, credentials interval) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    shortest constant interval := interval '1 day';
    retired user_account;
begin
    -- "is not true": an argument that is null makes the condition null
    if (mails >= shortest and invitations >= shortest and credentials >= shortest) is not true then
        raise exception 'not a time to keep data for' using errcode = 'check_violation';
    end if;
    -- As a sign-in, whose rows it touches
    perform lock_publication_shared();
    delete from mail m where m.queued_at < clock_timestamp() - mails and m.next_attempt_at is null;
    delete from invitation i
     where coalesce(i.accepted_at, i.withdrawn_at, i.expires_at) < clock_timestamp() - invitations;
    -- Files that were uploaded and not imported
    delete from customer_import i where i.applied_at is null and i.created_at < clock_timestamp() - shortest;
    for retired in
        select u.* from user_account u
         where u.retired_at < clock_timestamp() - credentials
           and (u.password_hash is not null
                or exists (select from passkey_user p where p.user_id = u.id)
                or exists (select from user_identity i where i.user_id = u.id)
                or exists (select from spring_session s where s.principal_name = u.id::text))
         order by u.id limit 1000
         for update skip locked
    loop
        perform delete_credentials(retired.id);
    end loop;
    -- What the next request for a password, logout token or sign-in would delete, if there were one. Those wait for the rows that are
    -- deleted here, so this is near the end.
    perform trim_password_requests();
    perform trim_provider_logouts();
    delete from sign_in_delay
     where ctid = any (array(select ctid from sign_in_delay where expires_at < clock_timestamp() for update skip locked));
    -- Last, because it locks the end of the vendor's chain: after every person's row
    perform retire_expired_desk_roles();
end
$$;

revoke all on function personal_data(text), erase_account(uuid), erase_address(text), delete_credentials(uuid),
    delete_outdated_data(interval, interval, interval) from public;
grant execute on function personal_data(text), erase_account(uuid), erase_address(text) to compliance_center_desk;
grant execute on function delete_outdated_data(interval, interval, interval) to ${worker_role};
