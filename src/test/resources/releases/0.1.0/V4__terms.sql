-- The Confidential Information terms, and who agreed to them.

create table terms_version (
    version      integer primary key check (version > 0),
    kind         text        not null check (kind in ('MATERIAL', 'EDITORIAL')),
    effective_at timestamptz not null,
    published_at timestamptz not null default clock_timestamp(),
    -- The transaction that published it. The texts that this transaction adds belong to the publication; other languages may
    -- follow later.
    published_in xid8        not null default pg_current_xact_id(),
    retired_at   timestamptz
);

create table terms_text (
    version      integer     not null references terms_version on delete restrict,
    -- BCP 47
    locale       text        not null check (locale ~ '^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
    content      bytea       not null check (length(content) between 1 and 1048576),
    sha256       bytea       not null generated always as (sha256(content)) stored,
    published_at timestamptz not null default clock_timestamp(),
    primary key (version, locale),
    unique (version, locale, sha256)
);

create table acceptance (
    id                uuid primary key     default uuidv7(),
    organization_id   uuid        not null,
    user_id           uuid        not null,
    terms_version     integer     not null check (terms_version > 0),
    terms_locale      text        not null check (is_language_tag(terms_locale)),
    terms_sha256      bytea       not null check (length(terms_sha256) = 32),
    certificate_id    uuid        not null references certificate on delete restrict,
    -- The words on the page
    checkbox_label    text        not null check (is_plain_text(checkbox_label, 2000)),
    button_label      text        not null check (is_plain_text(button_label, 200)),
    locale            text        not null check (is_language_tag(locale)),
    -- One address, not a network
    client_address    inet        not null
        check (masklen(client_address) = case family(client_address) when 4 then 32 else 128 end),
    -- A browser may send none
    user_agent        text        not null check (user_agent = '' or is_plain_text(user_agent, 1024)),
    signed_in_at      timestamptz not null check (is_recordable_time(signed_in_at)),
    sign_in_method    text        not null check (sign_in_method ~ '^[a-z][a-z0-9:._-]{0,99}$'),
    idempotency_key   uuid        not null,
    -- Written by the database, from its own tables and clock
    email             text        not null check (length(email) between 1 and 254),
    name              text        not null check (length(name) between 1 and 200),
    role              text        not null check (role in ('ADMIN', 'MEMBER')),
    organization_name text        not null check (length(organization_name) between 1 and 200),
    accepted_at       timestamptz not null check (is_recordable_time(accepted_at)),
    foreign key (organization_id, user_id) references member on delete restrict,
    -- Exactly one text
    foreign key (terms_version, terms_locale, terms_sha256)
        references terms_text (version, locale, sha256) on delete restrict,
    -- A double click is one acceptance; a page may offer several certificates under one key
    unique (organization_id, user_id, certificate_id, idempotency_key),
    unique (organization_id, user_id, id)
);
create index acceptance_reuse on acceptance (organization_id, user_id, terms_version, certificate_id);
create index acceptance_latest on acceptance (organization_id, user_id, accepted_at);
-- Nearly every acceptance of a member has the names that the member and the Organization have now, and a user is in one
-- Organization or a few. Without these statistics PostgreSQL assumes independent columns, expects next to no rows, and picks
-- indexes by which it reads all of a member's acceptances.
create statistics acceptance_member (dependencies, ndistinct)
    on organization_id, user_id, email, name, organization_name from acceptance;

alter table acceptance enable row level security, force row level security;
create policy own_organization on acceptance for select
    using (organization_id = (select current_organization_id()));
create policy own_agreement on acceptance for insert
    with check (organization_id = (select current_organization_id()) and user_id = (select current_user_id()));
create policy vendor_reads on acceptance for select to current_user using (true);

grant select on terms_version, terms_text, acceptance to ${application_role};
grant insert (id, organization_id, user_id, terms_version, terms_locale, terms_sha256, certificate_id, checkbox_label,
              button_label, locale, client_address, user_agent, signed_in_at, sign_in_method, idempotency_key)
    on acceptance to ${application_role};
