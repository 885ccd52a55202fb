-- The Confidential Information terms, and who agreed to them.

create table terms_version (
    version      integer primary key check (version > 0),
    content      bytea       not null check (length(content) between 1 and 1048576),
    sha256       bytea       not null generated always as (sha256(content)) stored,
    published_at timestamptz not null default clock_timestamp(),
    retired_at   timestamptz,
    unique (version, sha256)
);

-- The version that is agreed to today: the highest that is not retired. No row: nobody may download anything.
create function current_terms_version() returns integer
    language sql stable
    return (select max(version) from terms_version where retired_at is null);

create function begin_publication() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication();
    return null;
end
$$;

create trigger terms_publication before insert or update on terms_version
    for each statement execute function begin_publication();
create trigger certificate_publication before insert or update on certificate
    for each statement execute function begin_publication();
create trigger terms_version_never_changes before update or delete on terms_version
    for each row execute function refuse_change();
create trigger terms_version_never_empties before truncate on terms_version
    for each statement execute function refuse_change();

create table acceptance (
    id                uuid primary key     default uuidv7(),
    organization_id   uuid        not null,
    user_id           uuid        not null,
    terms_version     integer     not null,
    terms_sha256      bytea       not null,
    certificate_id    uuid        not null references certificate on delete restrict,
    -- The words as they stood on the page
    checkbox_label    text        not null check (checkbox_label <> ''),
    button_label      text        not null check (button_label <> ''),
    locale            text        not null check (locale <> ''),
    -- From where, and how the user had signed in
    client_address    inet        not null,
    user_agent        text        not null check (length(user_agent) <= 1024),
    signed_in_at      timestamptz not null,
    sign_in_method    text        not null check (sign_in_method <> ''),
    idempotency_key   uuid        not null,
    -- Written by the database, from what it knows at that moment
    email             text        not null,
    name              text        not null,
    role              text        not null,
    organization_name text        not null,
    accepted_at       timestamptz not null,
    foreign key (organization_id, user_id) references member on delete restrict,
    foreign key (terms_version, terms_sha256) references terms_version (version, sha256) on delete restrict,
    -- A double click is one acceptance
    unique (organization_id, user_id, idempotency_key),
    unique (organization_id, user_id, id)
);
create index acceptance_reuse on acceptance (organization_id, user_id, terms_version, certificate_id);

-- Whoever inserts an acceptance, by whatever path: the words are the current ones, the certificate is on offer, the user
-- is an admin of the Organization right now, and the database writes down who that is and when it was.
create function stamp_acceptance() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_shared();
    if new.terms_version is distinct from current_terms_version() then
        raise exception 'terms version % is not the current one', new.terms_version using errcode = 'CC409';
    end if;
    if not exists (select from certificate where id = new.certificate_id and retired_at is null) then
        raise exception 'certificate % is not on offer', new.certificate_id using errcode = 'CC404';
    end if;
    select u.email, u.name, m.role, o.name
      into new.email, new.name, new.role, new.organization_name
      from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
     where m.organization_id = new.organization_id and m.user_id = new.user_id and m.role = 'ADMIN'
       and m.retired_at is null and u.retired_at is null and o.retired_at is null;
    if not found then
        raise exception 'only an admin of the Organization can agree in its name' using errcode = 'CC403';
    end if;
    new.accepted_at := clock_timestamp();
    return new;
end
$$;

create trigger acceptance_stamped before insert on acceptance
    for each row execute function stamp_acceptance();
create trigger acceptance_never_changes before update or delete on acceptance
    for each row execute function refuse_change();
create trigger acceptance_never_empties before truncate on acceptance
    for each statement execute function refuse_change();

alter table acceptance enable row level security, force row level security;
create policy own_organization on acceptance for select
    using (organization_id = (select current_organization_id()));
create policy own_agreement on acceptance for insert
    with check (organization_id = (select current_organization_id()) and user_id = (select current_user_id()));

grant select on terms_version, acceptance to ${application_role};
grant insert (organization_id, user_id, terms_version, terms_sha256, certificate_id, checkbox_label, button_label, locale,
              client_address, user_agent, signed_in_at, sign_in_method, idempotency_key)
    on acceptance to ${application_role};
