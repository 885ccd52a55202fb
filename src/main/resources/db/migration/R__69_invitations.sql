-- Following an invitation. Whoever has its link may read it, and join once.

-- An account whose password or passkey proves who has the address. That of a provider's user does not.
create or replace function account_of(email text) returns uuid
    language sql stable
begin atomic
    select u.id from user_account u
     where u.email = account_of.email and u.source <> 'PROVIDER' and u.retired_at is null;
end;

-- What an invitation's link leads to, for a page that changes nothing; no row if there is no such link.
--
-- has_account: whether there is an account with the address, which has to be used
-- state:       OPEN, ACCEPTED, WITHDRAWN, EXPIRED, or INVITER_LEFT if who sent it is not an admin any more
create or replace function find_invitation(token_hash bytea)
    returns table (organization text, slug text, email text, role text, inviter_name text, inviter_email text,
                   has_account boolean, state text)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select o.name, o.slug, i.email, i.role, u.name, u.email, account_of(i.email) is not null,
           case when i.accepted_at is not null then 'ACCEPTED'
                when i.withdrawn_at is not null or o.retired_at is not null then 'WITHDRAWN'
                when link.state <> 'VALID' or i.expires_at <= clock_timestamp() then 'EXPIRED'
                when not is_active_admin(i.organization_id, i.invited_by) then 'INVITER_LEFT'
                else 'OPEN' end
      from find_link(find_invitation.token_hash, 'INVITATION') link
      join invitation i on i.id = link.subject_id
      join organization o on o.id = i.organization_id
      join user_account u on u.id = i.invited_by;
end;

-- Uses the link of an open invitation. Fails with CC404 if there is no such link, and with CC410 if it cannot be used any more.
create or replace function use_invitation(token_hash bytea) returns invitation
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    invited invitation;
begin
    select i.* into invited
      from find_link(token_hash, 'INVITATION') link join invitation i on i.id = link.subject_id;
    if not found then
        raise exception 'there is no such link' using errcode = 'CC404';
    end if;
    -- In the order of the changes by admins
    perform lock_members(invited.organization_id);
    select * into invited from invitation i where i.id = invited.id for update;
    if invited.accepted_at is not null or invited.withdrawn_at is not null or invited.expires_at <= clock_timestamp()
       or not is_active_admin(invited.organization_id, invited.invited_by) then
        raise exception 'the invitation is not open any more' using errcode = 'CC410';
    end if;
    perform use_link(token_hash, 'INVITATION');
    return invited;
end
$$;

-- Makes the user a member by an invitation that was used. Who has become a member meanwhile stays what they are.
create or replace function join_by_invitation(invited invitation, member_id uuid) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    update invitation i set accepted_at = clock_timestamp(), accepted_by = member_id where i.id = invited.id;
    insert into member as m (organization_id, user_id, role, source, joined_at)
    values (invited.organization_id, member_id, invited.role, 'INVITATION', clock_timestamp())
    on conflict (organization_id, user_id) do update
       set role = excluded.role, source = excluded.source, issuer = null, joined_at = excluded.joined_at, retired_at = null
     where m.retired_at is not null;
    if found then
        perform append_member_entry(
            'member-joined', invited.organization_id, member_id,
            jsonb_build_object('invitation', invitation_payload(invited), 'by', person_payload(member_id)));
    end if;
end
$$;

-- Accepts an invitation as the user who is signed in.
--
-- returns: the Organization's slug. Fails with CC403 if somebody else has an account with the invited address.
create or replace function accept_invitation(token_hash bytea) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    invited invitation := use_invitation(token_hash);
    account user_account;
begin
    select * into account from user_account u where u.id = current_user_id() and u.retired_at is null;
    if not found or account.email <> invited.email and account_of(invited.email) is not null then
        raise exception 'the invitation is for somebody else' using errcode = 'CC403';
    end if;
    perform join_by_invitation(invited, account.id);
    return (select o.slug from organization o where o.id = invited.organization_id);
end
$$;

-- Accepts an invitation with a new account.
--
-- password_hash: null for somebody who signs in with a passkey
-- returns:       one row. Fails with CC409 if there is an account with the invited address: it has to be used.
create or replace function join_with_new_account(token_hash bytea, name text, password_hash text)
    returns table (user_id uuid, credential_version integer, slug text)
    language plpgsql volatile rows 1 set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_column
declare
    invited invitation := use_invitation(token_hash);
    account user_account;
begin
    -- Two invitations of the same address that are accepted at once make one account.
    perform pg_advisory_xact_lock(hashtextextended('compliance_center.account ' || invited.email, 0));
    if account_of(invited.email) is not null then
        raise exception 'there is an account with this address' using errcode = 'CC409';
    end if;
    if is_plain_text(join_with_new_account.name, 200) is not true then
        raise exception 'not an account that can be made' using errcode = 'check_violation';
    end if;
    insert into user_account (email, name, password_hash, source)
    values (invited.email, join_with_new_account.name, join_with_new_account.password_hash, 'INVITATION')
    returning * into account;
    perform join_by_invitation(invited, account.id);
    return query
        select account.id, account.credential_version, o.slug from organization o where o.id = invited.organization_id;
end
$$;

-- The same, with a password.
create or replace function accept_invitation_with_new_account(token_hash bytea, name text, password_hash text)
    returns table (user_id uuid, credential_version integer, slug text)
    language plpgsql volatile rows 1 security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
begin
    if (length(password_hash) <= 500 and password_hash_kind(password_hash) is not null) is not true then
        raise exception 'not an account that can be made' using errcode = 'check_violation';
    end if;
    return query select * from join_with_new_account(token_hash, name, password_hash);
end
$$;

revoke all on function account_of(text), use_invitation(bytea), join_by_invitation(invitation, uuid),
    join_with_new_account(bytea, text, text), find_invitation(bytea), accept_invitation(bytea),
    accept_invitation_with_new_account(bytea, text, text)
    from public;
grant execute on function find_invitation(bytea), accept_invitation(bytea),
    accept_invitation_with_new_account(bytea, text, text)
    to ${application_role};
