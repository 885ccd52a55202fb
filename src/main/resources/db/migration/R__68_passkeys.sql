-- Passkeys: giving out challenges, adding and removing passkeys, and signing in with one.
--
-- The application verifies what an authenticator signed. These functions check who acts, and write the entries of the record.

-- Challenges ----------------------------------------------------------------------------------------------------------------

create or replace function passkey_challenge_mac(start bytea, bound_to text) returns bytea
    language sql stable
begin atomic
    select sha256(secret || sha256(secret || start || convert_to(bound_to, 'UTF8'))) from passkey_secret;
end;

-- A new challenge: random, with its time and an authentication code. Nothing is stored.
--
-- bound_to: who may answer it, and for what
create or replace function new_passkey_challenge(bound_to text) returns bytea
    language sql volatile security definer set search_path = compliance_center, pg_temp
begin atomic
    select start || passkey_challenge_mac(start, bound_to)
      from (select uuid_send(gen_random_uuid()) || int8send(cast(extract(epoch from clock_timestamp()) * 1000 as bigint)))
           as challenge (start);
end;

-- Takes the answer to a challenge. Fails with CC409 unless it was given out here, for the same purpose, in the last five
-- minutes, and this is its first answer.
create or replace function take_passkey_challenge(challenge bytea, bound_to text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp
as
$$
#variable_conflict use_variable
declare
    given_at timestamptz;
begin
    if length(challenge) is distinct from 56
       or substring(challenge from 25) is distinct from passkey_challenge_mac(substring(challenge for 24), bound_to) then
        raise exception 'the challenge was not given out here for this' using errcode = 'CC409';
    end if;
    given_at := to_timestamp(('x' || encode(substring(challenge from 17 for 8), 'hex'))::bit(64)::bigint / 1000.0);
    if given_at not between clock_timestamp() - interval '5 minutes' and clock_timestamp() + interval '1 minute' then
        raise exception 'the challenge has expired' using errcode = 'CC409';
    end if;
    delete from passkey_challenge c where c.expires_at < clock_timestamp();
    insert into passkey_challenge (challenge, expires_at) values (challenge, given_at + interval '10 minutes')
        on conflict do nothing;
    if not found then
        raise exception 'the challenge was answered before' using errcode = 'CC409';
    end if;
end
$$;

-- Passkeys of the current user ----------------------------------------------------------------------------------------------

-- Fails with CC403 unless the current user may have passkeys here. Others sign in at their provider.
create or replace function require_passkey_user() returns uuid
    language plpgsql volatile set search_path = compliance_center, pg_temp
as
$$
begin
    if not exists (select from user_account u
                    where u.id = current_user_id() and u.source <> 'PROVIDER' and u.retired_at is null) then
        raise exception 'the user has no passkeys here' using errcode = 'CC403';
    end if;
    return current_user_id();
end
$$;

-- The current user's handle, which is made when it is first asked for.
create or replace function passkey_handle() returns bytea
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp
as
$$
begin
    insert into passkey_user (user_id) values (require_passkey_user()) on conflict do nothing;
    return (select u.handle from passkey_user u where u.user_id = current_user_id());
end
$$;

create or replace function passkey_payload(p passkey) returns jsonb
    language sql stable
    return jsonb_build_object('passkey', jsonb_build_object('id', encode(p.credential_id, 'hex'), 'label', p.label));

-- Tells the current user by mail about a passkey.
create or replace function notify_of_passkey(kind text, p passkey, locale text) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp
as
$$
begin
    perform notify_user(u, notify_of_passkey.kind, notify_of_passkey.locale, jsonb_build_object('passkey', p.label))
       from user_account u where u.id = p.user_id;
end
$$;

-- Whether the user works at the desk, in any role.
create or replace function has_any_desk_role(user_id uuid) returns boolean
    language sql stable
begin atomic
    select exists (select from desk_member d where d.user_id = has_any_desk_role.user_id and desk_role_counts(d));
end;

-- Whether somebody at the desk has no passkey yet.
create or replace function needs_passkey_link() returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select has_any_desk_role(current_user_id())
           and not exists (select from passkey p where p.user_id = current_user_id());
end;

-- Mails the link by which the current user, who works at the desk, adds the first passkey; 10 a day at most. Fails with CC409 if
-- they do not work there or have a passkey.
create or replace function mail_passkey_link(locale text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s'
as
$$
declare
    account user_account;
begin
    select u.* into account from user_account u where u.id = require_passkey_user() for update;
    if needs_passkey_link() is not true then
        raise exception 'no link is needed' using errcode = 'CC409';
    end if;
    if is_mailable(account.email)
       and (select count(*) from mail m
             where m.subject_id = account.id and m.kind = 'passkey-link'
               and m.queued_at > clock_timestamp() - interval '1 day') < 10 then
        perform queue_mail('passkey-link', account.email, mail_passkey_link.locale,
                           jsonb_build_object('name', account.name), account.id);
    end if;
end
$$;

-- At the desk, a password is not enough to add a passkey, which would open the desk to whoever has stolen it. Fails with CC403
-- unless the user does not work there, has signed in strongly, or adds the first one by the link that was mailed to them, which
-- is used then; as use_link if the link cannot be used. The row of passkey_user is locked, so that two do not both add the first.
--
-- strong:     whether they have signed in by passkey or with a second factor
-- token_hash: of the link; null without one
create or replace function require_passkey_proof(owner_id uuid, strong boolean, token_hash bytea) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp
as
$$
begin
    if has_any_desk_role(owner_id) is false or strong is true then
        return;
    end if;
    if token_hash is null or exists (select from passkey p where p.user_id = owner_id)
       or use_link(token_hash, 'DESK_PASSKEY') <> owner_id then
        raise exception 'a password is not enough to add a passkey at the desk' using errcode = 'CC403';
    end if;
end
$$;

-- Adds a passkey for the current user, and tells them by mail. Fails with CC409 if the challenge was not given out to them or was answered before, if
-- the passkey is known, or if they have 20. Fails as require_passkey_proof does.
create or replace function add_passkey(challenge bytea, credential_id bytea, attestation_object bytea, signature_count bigint,
                                       transports text, label text, locale text,
                                       strong boolean, token_hash bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s'
as
$$
#variable_conflict use_variable
declare
    owner_id constant uuid := require_passkey_user();
    added passkey;
begin
    perform take_passkey_challenge(challenge, 'add ' || owner_id);
    perform from passkey_user u where u.user_id = owner_id for update;
    perform require_passkey_proof(owner_id, strong, token_hash);
    if (select count(*) from passkey p where p.user_id = owner_id) >= 20 then
        raise exception 'the user has 20 passkeys' using errcode = 'CC409';
    end if;
    insert into passkey (credential_id, user_id, attestation_object, signature_count, transports, label)
    values (credential_id, owner_id, attestation_object, signature_count, transports, label)
        on conflict do nothing
    returning * into added;
    if not found then
        raise exception 'the passkey is known already' using errcode = 'CC409';
    end if;
    perform append_entry_for_user('passkey-added', owner_id, passkey_payload(added));
    perform notify_of_passkey('passkey-added', added, locale);
end
$$;

-- Fails with CC404 if it is not a passkey of the current user.
create or replace function rename_passkey(credential_id bytea, label text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s'
as
$$
#variable_conflict use_variable
begin
    update passkey p set label = label where p.credential_id = credential_id and p.user_id = current_user_id();
    if not found then
        raise exception 'no such passkey' using errcode = 'CC404';
    end if;
end
$$;

-- Removes a passkey of the current user, and tells them by mail. Fails with CC404 if it is not theirs, and with CC409 if they could not sign in any
-- more: with another passkey, with a password, or through a provider.
create or replace function remove_passkey(credential_id bytea, locale text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s'
as
$$
#variable_conflict use_variable
declare
    owner_id constant uuid := current_user_id();
    removed passkey;
begin
    -- Two removals at once do not leave nothing.
    perform from passkey_user u where u.user_id = owner_id for update;
    delete from passkey p where p.credential_id = credential_id and p.user_id = owner_id returning * into removed;
    if not found then
        raise exception 'no such passkey' using errcode = 'CC404';
    end if;
    if not exists (select from user_account u where u.id = owner_id and u.password_hash is not null)
       and not exists (select from passkey p where p.user_id = owner_id)
       and not exists (select from user_identity i where i.user_id = owner_id) then
        raise exception 'the user could not sign in any more' using errcode = 'CC409';
    end if;
    perform append_entry_for_user('passkey-removed', owner_id, passkey_payload(removed));
    perform notify_of_passkey('passkey-removed', removed, locale);
end
$$;

-- Accepts an invitation with a new account that has a passkey and no password. The challenge was given out for this invitation
-- and handle. Fails as add_passkey and join_with_new_account do.
create or replace function accept_invitation_with_passkey(token_hash bytea, name text, challenge bytea, handle bytea,
                                                          credential_id bytea, attestation_object bytea,
                                                          signature_count bigint, transports text, label text)
    returns table (user_id uuid, credential_version integer, slug text)
    language plpgsql volatile rows 1 security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s'
as
$$
#variable_conflict use_variable
declare
    joined record;
    added passkey;
begin
    perform take_passkey_challenge(challenge, 'invitation ' || encode(token_hash, 'hex') || ' ' || encode(handle, 'hex'));
    select * into strict joined from join_with_new_account(token_hash, name, null);
    insert into passkey_user (user_id, handle) values (joined.user_id, handle);
    insert into passkey (credential_id, user_id, attestation_object, signature_count, transports, label)
    values (credential_id, joined.user_id, attestation_object, signature_count, transports, label)
        on conflict do nothing
    returning * into added;
    if not found then
        raise exception 'the passkey is known already' using errcode = 'CC409';
    end if;
    perform append_entry_for_user('passkey-added', joined.user_id, passkey_payload(added));
    return query select joined.user_id, joined.credential_version, joined.slug;
end
$$;

-- Signing in ----------------------------------------------------------------------------------------------------------------

-- The passkey with that id, of a user who may sign in with it; no row if there is none.
create or replace function find_passkey(credential_id bytea)
    returns table (user_id uuid, credential_version integer, handle bytea, attestation_object bytea, signature_count bigint,
                   transports text)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select u.id, u.credential_version, owner.handle, p.attestation_object, p.signature_count, p.transports
      from passkey p
      join passkey_user owner on owner.user_id = p.user_id
      join user_account u on u.id = p.user_id
     where p.credential_id = find_passkey.credential_id and u.source <> 'PROVIDER' and u.retired_at is null;
end;

-- Takes a passkey's answer to a challenge, whose signature was verified. Fails with CC409 if the challenge was not given out
-- to that browser or was answered before, or if the passkey's counter has not risen: then there is a copy of it.
create or replace function use_passkey(challenge bytea, bound_to text, credential_id bytea, signature_count bigint) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp set lock_timeout = '1s'
as
$$
#variable_conflict use_variable
begin
    perform take_passkey_challenge(challenge, 'sign-in ' || bound_to);
    update passkey p set signature_count = signature_count, last_used_at = clock_timestamp()
     where p.credential_id = credential_id
       and (p.signature_count < signature_count or p.signature_count = 0 and signature_count = 0);
    if not found then
        raise exception 'the counter of the passkey has not risen' using errcode = 'CC409';
    end if;
end
$$;

revoke all on function passkey_challenge_mac(bytea, text), new_passkey_challenge(text), take_passkey_challenge(bytea, text),
    require_passkey_user(), has_any_desk_role(uuid), needs_passkey_link(), mail_passkey_link(text),
    require_passkey_proof(uuid, boolean, bytea), passkey_handle(), passkey_payload(passkey), notify_of_passkey(text, passkey, text),
    add_passkey(bytea, bytea, bytea, bigint, text, text, text, boolean, bytea), rename_passkey(bytea, text), remove_passkey(bytea, text),
    accept_invitation_with_passkey(bytea, text, bytea, bytea, bytea, bytea, bigint, text, text),
    find_passkey(bytea), use_passkey(bytea, text, bytea, bigint)
    from public;
grant execute on function new_passkey_challenge(text), passkey_handle(), needs_passkey_link(), mail_passkey_link(text),
    add_passkey(bytea, bytea, bytea, bigint, text, text, text, boolean, bytea), rename_passkey(bytea, text), remove_passkey(bytea, text),
    accept_invitation_with_passkey(bytea, text, bytea, bytea, bytea, bytea, bigint, text, text),
    find_passkey(bytea), use_passkey(bytea, text, bytea, bigint)
    to ${application_role};
