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
-- inviter_email_verified: false if a provider does not say so
-- state:       OPEN, ACCEPTED, WITHDRAWN, EXPIRED, or INVITER_LEFT if who sent it may not invite any more
create or replace function find_invitation(token_hash bytea)
    returns table (organization text, slug text, email text, role text, inviter_name text, inviter_email text,
                   inviter_email_verified boolean, has_account boolean, state text)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select o.name, o.slug, i.email, i.role, u.name, u.email, u.email_verified, account_of(i.email) is not null,
           case when i.accepted_at is not null then 'ACCEPTED'
                when i.withdrawn_at is not null or o.retired_at is not null then 'WITHDRAWN'
                when link.state <> 'VALID' or i.expires_at <= clock_timestamp() then 'EXPIRED'
                when not inviter_may_invite(i) then 'INVITER_LEFT'
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
       or not inviter_may_invite(invited) then
        raise exception 'the invitation is not open any more' using errcode = 'CC410';
    end if;
    perform use_link(token_hash, 'INVITATION');
    return invited;
end
$$;

-- Makes the user a member by an invitation that was used. Who has become a member meanwhile stays what they are. Nobody at the desk
-- joins by an invitation of the desk, whatever address it names: support would see what customers see.
create or replace function join_by_invitation(invited invitation, member_id uuid) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    if invited.source = 'IMPORT' and has_any_desk_role(member_id) then
        raise exception 'somebody at the desk joins no Organization by an import' using errcode = 'CC403';
    end if;
    update invitation i set accepted_at = clock_timestamp(), accepted_by = member_id where i.id = invited.id;
    insert into member as m (organization_id, user_id, role, source, joined_at)
    values (invited.organization_id, member_id, invited.role,
            case invited.source when 'IMPORT' then 'IMPORT' else 'INVITATION' end, clock_timestamp())
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

-- Makes the account of an invited person.
create or replace function add_invited_account(invited invitation, name text, password_hash text) returns user_account
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    account user_account;
begin
    if is_plain_text(name, 200) is not true then
        raise exception 'not an account that can be made' using errcode = 'check_violation';
    end if;
    insert into user_account (email, name, password_hash, source)
    values (invited.email, name, password_hash, 'INVITATION')
    returning * into account;
    return account;
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
    account := add_invited_account(invited, name, password_hash);
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

-- Accepts an invitation by signing in through a provider, whose answer was verified. The identity gets an account with the invited
-- address, or the one that there is, if its user is signed in: the link alone changes no account. An identity that has an account
-- joins with that. Then it is a sign-in like any other.
--
-- signed_in, credential_version: the user of the browser's session and their password's version; null without one
-- returns: one row. Fails with CC403 or CC409 if the identity cannot join with this invitation, which stays open then; otherwise as
--          use_invitation does.
create or replace function accept_invitation_by_provider(token_hash bytea, issuer text, subject text, email text, name text,
                                                         email_verified boolean, memberships jsonb, signed_in uuid,
                                                         credential_version integer, locale text)
    returns table (user_id uuid, credential_version_now integer)
    language plpgsql volatile rows 1 security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s' as
$$
#variable_conflict use_variable
declare
    invited invitation := use_invitation(token_hash);
    account user_account;
    known boolean;
    provider identity_provider;
    verified record;
begin
    select p.* into provider from identity_provider p where p.issuer = issuer;
    if not found then
        raise exception 'the database does not know the provider' using errcode = 'CC403';
    end if;
    -- In the order of a sign-in
    perform pg_advisory_xact_lock(hashtextextended('compliance_center.identity ' || issuer || ' ' || subject, 0));
    perform pg_advisory_xact_lock(hashtextextended('compliance_center.account ' || invited.email, 0));
    select u.* into account
      from user_identity i join user_account u on u.id = i.user_id
     where i.issuer = issuer and i.subject = subject;
    known := found;
    if known then
        if account.retired_at is not null or account.email <> invited.email and account_of(invited.email) is not null then
            raise exception 'the invitation is for somebody else' using errcode = 'CC403';
        end if;
    else
        select u.* into account from user_account u where u.id = account_of(invited.email) for update;
        if not found then
            account := add_invited_account(invited, name, null);
        elsif (account.id = signed_in and account.credential_version = credential_version) is not true then
            raise exception 'the account with this address is not signed in' using errcode = 'CC409';
        elsif has_any_desk_role(account.id) then
            -- It would open the desk to whoever has stolen a password and is known to some provider.
            raise exception 'somebody at the desk links no identity by an invitation' using errcode = 'CC403';
        elsif exists (select from user_identity i where i.user_id = account.id and i.issuer = issuer) then
            raise exception 'the account has another identity at this provider' using errcode = 'CC409';
        end if;
    end if;
    -- Also those that the sign-in writes to
    perform lock_chains(invited.organization_id || array(
        select * from organizations_of_sign_in(provider, account.id, true, memberships, email, email_verified)));
    perform join_by_invitation(invited, account.id);
    if not known then
        insert into user_identity (issuer, subject, user_id) values (issuer, subject, account.id);
        perform append_entry_for_user(
            'identity-linked', account.id,
            jsonb_build_object(
                'identity', jsonb_strip_nulls(jsonb_build_object(
                    'issuer', issuer, 'subject', subject, 'email', email,
                    'emailVerified', nullif(coalesce(email_verified, false), true))),
                'invitation', invitation_payload(invited)));
        perform notify_user(account, 'identity-linked', locale, jsonb_build_object('provider', provider_name(issuer)));
    end if;
    select * into strict verified
      from sign_in_by_provider(issuer, subject, email, name, email_verified, memberships);
    if verified.reason is not null then
        raise exception '%', verified.reason using errcode = 'CC403';
    end if;
    return query select verified.user_id, verified.credential_version;
end
$$;

revoke all on function account_of(text), use_invitation(bytea), join_by_invitation(invitation, uuid),
    add_invited_account(invitation, text, text), join_with_new_account(bytea, text, text), find_invitation(bytea),
    accept_invitation(bytea), accept_invitation_with_new_account(bytea, text, text),
    accept_invitation_by_provider(bytea, text, text, text, text, boolean, jsonb, uuid, integer, text)
    from public;
grant execute on function find_invitation(bytea), accept_invitation(bytea),
    accept_invitation_with_new_account(bytea, text, text),
    accept_invitation_by_provider(bytea, text, text, text, text, boolean, jsonb, uuid, integer, text)
    to ${application_role};
