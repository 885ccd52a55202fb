-- Mail that waits to be sent, and the links in it.
--
-- The application's role queues mail through functions that check who asks, and never sees a token's hash. A role of its own
-- sends it.

-- Queues a mail. It is sent after the transaction has committed. The Java event MailQueued makes that happen at once.
--
-- kind:       of mail_kind
-- recipient:  e-mail address in lower case
-- locale:     BCP 47
-- parameters: texts by name, as the Java enum MailKind lists them
-- subject:    what it is about: an invitation, or a user
create or replace function queue_mail(kind text, recipient text, locale text, parameters jsonb, subject uuid) returns uuid
    language sql volatile
begin atomic
    insert into mail (kind, recipient, locale, parameters, subject_id)
    values (queue_mail.kind, queue_mail.recipient, queue_mail.locale, queue_mail.parameters, queue_mail.subject)
    returning id;
end;

-- Tells a user by mail about a change of their account, unless nothing can be mailed to its address.
--
-- more: parameters beside the name
create or replace function notify_user(account user_account, kind text, locale text, more jsonb) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
begin
    if is_mailable(account.email) then
        perform queue_mail(notify_user.kind, account.email, notify_user.locale,
                           jsonb_build_object('name', account.name) || more, account.id);
    end if;
end
$$;

-- The time until the next attempt, which grows from a minute to four hours. With 14 attempts, a mail is given up after a day.
create or replace function mail_delay(attempts integer) returns interval
    language sql immutable
    return least(interval '1 minute' * power(2, least(attempts, 20) - 1), interval '4 hours');

-- Takes a mail that is due. Another one takes it again if it is neither sent nor failed before the next attempt, as after a
-- crash; so no lock and no connection is held while it is sent.
--
-- returns: no row if none is due
create or replace function claim_mail()
    returns table (id uuid, kind text, recipient text, locale text, parameters text, purpose text)
    language plpgsql volatile rows 1 security definer set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_column
begin
    update mail m set next_attempt_at = null, failed_at = clock_timestamp()
     where m.next_attempt_at <= clock_timestamp() and m.attempts >= 14;
    return query
        with due as (
            select m.id from mail m
             where m.next_attempt_at <= clock_timestamp()
             order by m.next_attempt_at limit 1
               for update skip locked)
        update mail m
           set attempts = m.attempts + 1, next_attempt_at = clock_timestamp() + mail_delay(m.attempts + 1)
          from due, mail_kind k
         where m.id = due.id and k.kind = m.kind
        returning m.id, m.kind, m.recipient, m.locale, m.parameters::text, k.purpose;
end
$$;

-- Adds a link to a mail. Earlier ones, of attempts that may have arrived after all, stay valid until one of them is used.
create or replace function add_mailed_link(mail uuid, token_hash bytea) returns void
    language sql volatile security definer set search_path = compliance_center, pg_temp
begin atomic
    insert into mailed_link (token_hash, mail_id, purpose, subject_id, expires_at)
    select add_mailed_link.token_hash, m.id, k.purpose, m.subject_id, clock_timestamp() + k.link_lifetime
      from mail m join mail_kind k on k.kind = m.kind
     where m.id = add_mailed_link.mail;
end;

create or replace function mail_sent(id uuid) returns void
    language sql volatile security definer set search_path = compliance_center, pg_temp
begin atomic
    update mail m set sent_at = clock_timestamp(), next_attempt_at = null, failed_at = null, last_error = null
     where m.id = mail_sent.id;
end;

-- Keeps the mail for another attempt, or gives it up.
create or replace function mail_failed(id uuid, error text) returns void
    language sql volatile security definer set search_path = compliance_center, pg_temp
begin atomic
    update mail m
       set last_error = left(mail_failed.error, 500),
           next_attempt_at = case when m.attempts < 14 then m.next_attempt_at end,
           failed_at = case when m.attempts >= 14 then clock_timestamp() end
     where m.id = mail_failed.id and m.sent_at is null;
end;

-- Whether the last mail about a subject was delivered: QUEUED, RETRYING after at least one failure, SENT, FAILED when it was
-- given up, or WITHDRAWN; null if there is none. The application's role gets answers about the current Organization only.
create or replace function mail_state(subject uuid) returns text
    language sql stable
    return (select case
                       when m.sent_at is not null then 'SENT'
                       when m.failed_at is not null then 'FAILED'
                       when m.next_attempt_at is null then 'WITHDRAWN'
                       when m.last_error is not null then 'RETRYING'
                       else 'QUEUED'
                   end
              from mail m where m.subject_id = mail_state.subject
             order by m.queued_at desc limit 1);

-- Withdraws the links that were mailed about a subject: they cannot be used any more, and mail with a link that waits is not sent.
-- Other mail is, such as that about a passkey that was added just before.
create or replace function withdraw_mail(subject uuid) returns void
    language sql volatile
begin atomic
    update mail m set next_attempt_at = null
     where m.subject_id = withdraw_mail.subject and m.next_attempt_at is not null
       and m.kind in (select k.kind from mail_kind k where k.purpose is not null);
    update mailed_link l set used_at = clock_timestamp()
     where l.subject_id = withdraw_mail.subject and l.used_at is null;
end;

-- What a link is about, for a page that changes nothing: VALID, USED or EXPIRED; no row if there is no such link.
create or replace function find_link(token_hash bytea, purpose text)
    returns table (subject_id uuid, recipient text, state text)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select l.subject_id, m.recipient,
           case when l.used_at is not null then 'USED'
                when l.expires_at <= clock_timestamp() then 'EXPIRED'
                else 'VALID' end
      from mailed_link l join mail m on m.id = l.mail_id
     where l.token_hash = find_link.token_hash and l.purpose = find_link.purpose;
end;

-- Uses a link, and with it all others for the same subject and purpose.
--
-- returns: the subject. Fails with CC404 if there is no such link, and with CC410 if it was used or has expired.
create or replace function use_link(token_hash bytea, purpose text) returns uuid
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
#variable_conflict use_variable
declare
    used mailed_link;
begin
    select l.* into used from mailed_link l
     where l.token_hash = use_link.token_hash and l.purpose = use_link.purpose;
    if not found then
        raise exception 'there is no such link' using errcode = 'CC404';
    end if;
    -- In order, so that two links for the same subject do not deadlock.
    perform from mailed_link l
      where l.subject_id = used.subject_id and l.purpose = used.purpose
      order by l.token_hash for update;
    update mailed_link l set used_at = clock_timestamp()
     where l.token_hash = use_link.token_hash and l.used_at is null and l.expires_at > clock_timestamp();
    if not found then
        raise exception 'the link was used or has expired' using errcode = 'CC410';
    end if;
    update mailed_link l set used_at = clock_timestamp()
     where l.subject_id = used.subject_id and l.purpose = used.purpose and l.used_at is null;
    return used.subject_id;
end
$$;

revoke all on function queue_mail(text, text, text, jsonb, uuid), notify_user(user_account, text, text, jsonb), claim_mail(),
    add_mailed_link(uuid, bytea), mail_sent(uuid), mail_failed(uuid, text), mail_state(uuid), withdraw_mail(uuid), find_link(bytea, text),
    use_link(bytea, text)
    from public;
grant execute on function mail_state(uuid), find_link(bytea, text) to ${application_role};
grant execute on function claim_mail(), add_mailed_link(uuid, bytea), mail_sent(uuid), mail_failed(uuid, text)
    to ${worker_role};
