-- Mail, and the links in it.
--
-- A mail waits here as what it says, never as a finished text: a link must not be stored in clear. Its token is made when the
-- mail is sent, and only the token's hash is stored.

create table mail_kind (
    kind          text primary key check (length(kind) <= 50 and kind ~ '^[a-z]+(-[a-z]+)*$'),
    -- What the link in such a mail is for, and how long it can be used; null for a mail without a link
    purpose       text check (length(purpose) <= 50 and purpose ~ '^[A-Z]+(_[A-Z]+)*$'),
    link_lifetime interval check (link_lifetime between interval '1 minute' and interval '31 days'),
    check ((purpose is null) = (link_lifetime is null))
);
insert into mail_kind (kind, purpose, link_lifetime) values
    ('invitation', 'INVITATION', interval '7 days'),
    ('password-reset', 'PASSWORD_RESET', interval '24 hours'),
    -- Answers to somebody who forgot a password that is not kept here
    ('password-in-files', null, null),
    ('password-at-provider', null, null),
    ('password-changed', null, null);

-- Whether mail can be sent to an address: one address, with nothing in it that could begin another header or name another
-- recipient.
create function is_mailable(address text) returns boolean
    language sql immutable
    return length(address) <= 254
       and address ~ '^[^\s\u0001-\u001f\u007f-\u009f,;:<>()\[\]"\\@]+@[^\s\u0001-\u001f\u007f-\u009f,;:<>()\[\]"\\@]+$';

create table mail (
    id              uuid primary key default uuidv7(),
    kind            text        not null references mail_kind on delete restrict,
    recipient       text        not null check (is_mailable(recipient)),
    locale          text        not null check (is_language_tag(locale)),
    -- Texts by name
    parameters      jsonb       not null
        check (jsonb_typeof(parameters) = 'object' and octet_length(parameters::text) <= 10000),
    -- What it is about: an invitation, or a user
    subject_id      uuid        not null,
    -- The Organization whose admins may see whether it was delivered; null if none
    organization_id uuid        default current_organization_id() references organization on delete restrict,
    queued_at       timestamptz not null default clock_timestamp(),
    attempts        integer     not null default 0 check (attempts between 0 and 100),
    -- Null: sent, given up or withdrawn
    next_attempt_at timestamptz default clock_timestamp(),
    sent_at         timestamptz,
    failed_at       timestamptz,
    last_error      text        check (length(last_error) <= 500),
    check (next_attempt_at is null or sent_at is null and failed_at is null)
);
create index mail_due on mail (next_attempt_at) where next_attempt_at is not null;
create index mail_subject on mail (subject_id, queued_at);
create index mail_organization on mail (organization_id);
create index mail_kind_used on mail (kind);
create index mail_age on mail (queued_at);

create table mailed_link (
    token_hash bytea primary key check (length(token_hash) = 32),
    mail_id    uuid        not null references mail on delete cascade,
    purpose    text        not null,
    subject_id uuid        not null,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    -- When it, or another one for the same subject, was used or withdrawn
    used_at    timestamptz
);
create index mailed_link_subject on mailed_link (subject_id, purpose);
create index mailed_link_mail on mailed_link (mail_id);

-- The application's role sees whether its Organization's mail was delivered. The owner sends it.
alter table mail enable row level security, force row level security;
alter table mailed_link enable row level security, force row level security;
create policy own_organization on mail for select using (organization_id = (select current_organization_id()));
create policy sending on mail to current_user using (true) with check (true);
create policy sending on mailed_link to current_user using (true) with check (true);
grant select (id, kind, subject_id, organization_id, queued_at, attempts, next_attempt_at, sent_at, failed_at, last_error)
    on mail to ${application_role};

-- Who has asked for a new password. The answer is found out later and apart from the request, so that it takes the same time
-- whether there is such an account or not.
create table password_request (
    id           uuid primary key default uuidv7(),
    -- As typed, in lower case
    email        text        not null check (is_plain_text(email, 254)),
    locale       text        not null check (is_language_tag(locale)),
    requested_at timestamptz not null default clock_timestamp()
);

-- Requests for mail are delayed like failed sign-ins, but apart from them: for one address from anywhere, and from one network
-- for any address.
insert into sign_in_scope (scope, free, half_life, longest_wait) values
    ('password-of-account', 3, interval '30 minutes', interval '15 minutes'),
    ('password-from-network', 20, interval '15 minutes', interval '5 minutes');
