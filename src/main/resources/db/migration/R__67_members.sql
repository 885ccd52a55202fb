-- Invitations, and changes of members by the Organization's admins.
--
-- The application's role cannot write members, users or invitations. These functions check who acts: an admin of the
-- transaction's Organization, or whoever has the link of an invitation. They write the entry with the change.

-- Who acts -------------------------------------------------------------------------------------------------------------------

create or replace function is_active_admin(organization uuid, user_id uuid) returns boolean
    language sql stable
begin atomic
    select exists (select from member m
                     join user_account u on u.id = m.user_id
                     join organization o on o.id = m.organization_id
                    where m.organization_id = is_active_admin.organization and m.user_id = is_active_admin.user_id
                      and m.role = 'ADMIN'
                      and m.retired_at is null and u.retired_at is null and o.retired_at is null
                      and o.suspended_at is null);
end;

-- Whether an invitation counts: only while who sent it may still invite, as an admin of the Organization or in support at the desk.
create or replace function inviter_may_invite(i invitation) returns boolean
    language plpgsql stable set search_path = compliance_center, pg_temp as
$$
begin
    if i.source = 'ADMIN' then
        return is_active_admin(i.organization_id, i.invited_by);
    end if;
    return has_desk_role(i.invited_by, 'SUPPORT')
           and exists (select from organization o
                        where o.id = i.organization_id and o.retired_at is null and o.suspended_at is null);
end
$$;

-- The same, for the list of the Organization's invitations: null if it is another's.
create or replace function invitation_counts(id uuid) returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
    return (select inviter_may_invite(i) from invitation i
             where i.id = invitation_counts.id and i.organization_id = current_organization_id());

-- Changes of an Organization's members wait for each other on its row. "no key": records that refer to the Organization do not
-- wait.
create or replace function lock_members(organization uuid) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_shared();
    perform from organization o where o.id = lock_members.organization for no key update;
end
$$;

-- Begins a change by an admin of the transaction's Organization. Whether they are one is read after the lock: of two admins who
-- demote each other at once, the second is none any more.
create or replace function begin_member_change() returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_members(current_organization_id());
    if not is_active_admin(current_organization_id(), current_user_id()) then
        raise exception 'only an admin of the Organization changes its members' using errcode = 'CC403';
    end if;
end
$$;

-- Entries --------------------------------------------------------------------------------------------------------------------

create or replace function person_payload(user_id uuid) returns jsonb
    language sql stable
begin atomic
    select jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email)
      from user_account u where u.id = person_payload.user_id;
end;

create or replace function invitation_payload(i invitation) returns jsonb
    language sql stable
    return jsonb_build_object(
        'id', i.id, 'email', i.email, 'role', i.role, 'expiresAt', utc_text(i.expires_at),
        'invitedBy', person_payload(i.invited_by));

-- An entry about an invitation. Its member is the admin who acts: the invited person is none yet.
create or replace function append_invitation_entry(entry_kind text, i invitation) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform append_member_entry(
        entry_kind, i.organization_id, current_user_id(),
        jsonb_build_object('invitation', invitation_payload(i), 'by', person_payload(current_user_id())));
end
$$;

-- Inviting -------------------------------------------------------------------------------------------------------------------

-- Whether the Organization may send another invitation to that address now: at most 100 mails a day, and 5 to one address.
create or replace function may_mail_invitation(organization uuid, email text) returns boolean
    language sql stable
begin atomic
    select count(*) < 100 and count(*) filter (where m.recipient = may_mail_invitation.email) < 5
      from mail m
     where m.organization_id = may_mail_invitation.organization and m.kind = 'invitation'
       and m.queued_at > clock_timestamp() - interval '1 day';
end;

create or replace function mail_invitation(i invitation, locale text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    perform queue_mail(
        'invitation', i.email, mail_invitation.locale,
        jsonb_build_object(
            'organization', (select o.name from organization o where o.id = i.organization_id),
            'inviter', (select u.name from user_account u where u.id = i.invited_by)),
        i.id);
end
$$;

-- Invites somebody.
--
-- email:   in lower case
-- locale:  of the mail
-- returns: SENT; or why nothing was done: ALREADY_MEMBER, ALREADY_INVITED, TOO_MANY_OPEN or TOO_MANY_MAILS
create or replace function invite_member(email text, role text, locale text) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    invited invitation;
begin
    perform begin_member_change();
    -- "is not true": an argument that is null makes the condition null
    if (is_plain_text(email, 254) and role in ('ADMIN', 'MEMBER') and is_language_tag(locale)) is not true then
        raise exception 'not an invitation that can be sent' using errcode = 'check_violation';
    end if;
    if exists (select from member m join user_account u on u.id = m.user_id
                where m.organization_id = current_organization_id() and u.email = invite_member.email
                  and m.retired_at is null and u.retired_at is null) then
        return 'ALREADY_MEMBER';
    end if;
    if exists (select from invitation i
                where i.organization_id = current_organization_id() and i.email = invite_member.email
                  and i.accepted_at is null and i.withdrawn_at is null) then
        return 'ALREADY_INVITED';
    end if;
    if (select count(*) from invitation i
         where i.organization_id = current_organization_id()
           -- The desk imports more.
           and i.source = 'ADMIN'
           and i.accepted_at is null and i.withdrawn_at is null) >= 100 then
        return 'TOO_MANY_OPEN';
    end if;
    if not may_mail_invitation(current_organization_id(), email) then
        return 'TOO_MANY_MAILS';
    end if;
    insert into invitation (organization_id, email, role, invited_by, expires_at)
    values (current_organization_id(), email, role, current_user_id(), clock_timestamp() + interval '7 days')
    returning * into invited;
    perform mail_invitation(invited, locale);
    perform append_invitation_entry('member-invited', invited);
    return 'SENT';
end
$$;

-- The Organization's invitation, locked.
create or replace function own_invitation(id uuid) returns invitation
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    own invitation;
begin
    select * into own from invitation i
     where i.id = own_invitation.id and i.organization_id = current_organization_id() for update;
    if not found then
        raise exception 'there is no such invitation' using errcode = 'CC404';
    end if;
    return own;
end
$$;

-- Sends an invitation again, as of the admin who acts, for another 7 days.
--
-- returns: SENT or TOO_MANY_MAILS
create or replace function resend_invitation(invitation_id uuid, locale text) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    invited invitation;
begin
    perform begin_member_change();
    invited := own_invitation(invitation_id);
    if invited.accepted_at is not null or invited.withdrawn_at is not null then
        raise exception 'the invitation is not open any more' using errcode = 'CC409';
    end if;
    if is_language_tag(locale) is not true then
        raise exception 'not a language' using errcode = 'check_violation';
    end if;
    if not may_mail_invitation(current_organization_id(), invited.email) then
        return 'TOO_MANY_MAILS';
    end if;
    update invitation i
       set source = 'ADMIN', invited_by = current_user_id(), expires_at = clock_timestamp() + interval '7 days'
     where i.id = invitation_id
    returning * into invited;
    perform mail_invitation(invited, locale);
    perform append_invitation_entry('member-invited', invited);
    return 'SENT';
end
$$;

-- Withdraws an invitation; a second time has no effect.
create or replace function withdraw_invitation(invitation_id uuid) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    invited invitation;
begin
    perform begin_member_change();
    invited := own_invitation(invitation_id);
    if invited.accepted_at is not null then
        raise exception 'the invitation was accepted' using errcode = 'CC409';
    end if;
    if invited.withdrawn_at is null then
        update invitation i set withdrawn_at = clock_timestamp() where i.id = invitation_id;
        perform withdraw_mail(invitation_id);
        perform append_invitation_entry('invitation-withdrawn', invited);
    end if;
end
$$;

-- Changing members -----------------------------------------------------------------------------------------------------------

-- The membership to change. Those that come from files or a provider are changed there. An import removes nobody, so admins remove
-- whom it named.
create or replace function invited_member(member_id uuid) returns member
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    found_member member;
begin
    select * into found_member from member m
     where m.organization_id = current_organization_id() and m.user_id = member_id and m.retired_at is null for update;
    if not found then
        raise exception 'there is no such member' using errcode = 'CC404';
    end if;
    if found_member.source not in ('INVITATION', 'IMPORT') then
        raise exception 'the membership is changed where it comes from' using errcode = 'CC403';
    end if;
    return found_member;
end
$$;

create or replace function has_other_admin(member_id uuid) returns boolean
    language sql stable
begin atomic
    select exists (select from member m join user_account u on u.id = m.user_id
                    where m.organization_id = current_organization_id() and m.user_id <> member_id
                      and m.role = 'ADMIN' and m.retired_at is null and u.retired_at is null);
end;

-- Changes the role of a member who was invited; the same role again has no effect.
--
-- returns: CHANGED, or LAST_ADMIN if there would be no admin any more
create or replace function change_member_role(member_id uuid, new_role text) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    changed member;
begin
    perform begin_member_change();
    changed := invited_member(member_id);
    if (new_role in ('ADMIN', 'MEMBER')) is not true then
        raise exception 'not a role' using errcode = 'check_violation';
    end if;
    if changed.role = new_role then
        return 'CHANGED';
    end if;
    if changed.role = 'ADMIN' and not has_other_admin(member_id) then
        return 'LAST_ADMIN';
    end if;
    -- From now on the Organization's admins say it, and no import.
    update member m set role = new_role, source = 'INVITATION'
     where m.organization_id = changed.organization_id and m.user_id = member_id;
    perform append_member_entry(
        'role-changed', changed.organization_id, member_id,
        jsonb_build_object('roleBefore', changed.role, 'by', person_payload(current_user_id())));
    return 'CHANGED';
end
$$;

-- Removes a member who was invited. Their account stays.
--
-- returns: REMOVED, or LAST_ADMIN if there would be no admin any more
create or replace function remove_member(member_id uuid) returns text
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    removed member;
begin
    perform begin_member_change();
    removed := invited_member(member_id);
    if removed.role = 'ADMIN' and not has_other_admin(member_id) then
        return 'LAST_ADMIN';
    end if;
    update member m set retired_at = clock_timestamp()
     where m.organization_id = removed.organization_id and m.user_id = member_id;
    perform append_member_entry(
        'member-removed', removed.organization_id, member_id,
        jsonb_build_object('by', person_payload(current_user_id())));
    return 'REMOVED';
end
$$;

revoke all on function inviter_may_invite(invitation), invitation_counts(uuid), is_active_admin(uuid, uuid), lock_members(uuid), begin_member_change(), person_payload(uuid),
    invitation_payload(invitation), append_invitation_entry(text, invitation), may_mail_invitation(uuid, text),
    mail_invitation(invitation, text), own_invitation(uuid), invited_member(uuid), has_other_admin(uuid),
    invite_member(text, text, text), resend_invitation(uuid, text), withdraw_invitation(uuid),
    change_member_role(uuid, text), remove_member(uuid)
    from public;
grant execute on function invitation_counts(uuid),
    invite_member(text, text, text), resend_invitation(uuid, text), withdraw_invitation(uuid),
    change_member_role(uuid, text), remove_member(uuid)
    to ${application_role};
