-- Terms that move: a version says how it differs from the one below it and from when it is in effect, and has its text in
-- one or more languages.

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

-- What was published before had one text, in English; it asked everyone again, from when it was published.
insert into terms_text (version, locale, content, published_at)
select version, 'en', content, published_at from terms_version;

alter table terms_version
    add column kind         text not null default 'MATERIAL' check (kind in ('MATERIAL', 'EDITORIAL')),
    add column effective_at timestamptz,
    -- The transaction that published it. What that one adds belongs to the publication; a language may follow later.
    add column published_in xid8 not null default pg_current_xact_id();
alter table terms_version disable trigger user;
update terms_version set effective_at = published_at;
alter table terms_version enable trigger user;
alter table terms_version alter column kind drop default, alter column effective_at set not null;

-- An acceptance is of exactly one text. Those of before were of the only one.
alter table acceptance add column terms_locale text not null default 'en';
alter table acceptance alter column terms_locale drop default;
alter table acceptance drop constraint acceptance_terms_version_terms_sha256_fkey;
alter table acceptance add foreign key (terms_version, terms_locale, terms_sha256)
    references terms_text (version, locale, sha256) on delete restrict;
alter table terms_version drop column sha256, drop column content;

create trigger terms_text_publication before insert or update on terms_text
    for each statement execute function begin_publication();
create trigger terms_text_never_changes before update or delete on terms_text
    for each row execute function refuse_change();
create trigger terms_text_never_empties before truncate on terms_text
    for each statement execute function refuse_change();

-- A version is in effect from its publication, unless it names a time; and the first cannot be editorial, since there is
-- nothing that it would leave as it was.
create function stamp_terms_version() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    new.published_at := clock_timestamp();
    new.published_in := pg_current_xact_id();
    new.effective_at := coalesce(new.effective_at, new.published_at);
    if new.kind = 'EDITORIAL' and not exists (select from terms_version where version < new.version) then
        raise exception 'the first terms version has to be material' using errcode = 'CC409';
    end if;
    return new;
end
$$;
create trigger terms_version_stamped before insert on terms_version
    for each row execute function stamp_terms_version();

create function require_terms_text() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if not exists (select from terms_text where version = new.version) then
        raise exception 'terms version % has no text', new.version using errcode = 'CC409';
    end if;
    return null;
end
$$;
create constraint trigger terms_version_has_text after insert on terms_version deferrable initially deferred
    for each row execute function require_terms_text();

-- The version that is to be agreed to at a moment: the highest that is in effect and not retired. None: nobody may
-- download anything.
create function terms_version_at(moment timestamptz) returns integer
    language sql stable
    return (select max(version) from terms_version where retired_at is null and effective_at <= moment);

-- One moment for the whole of a statement.
create or replace function current_terms_version() returns integer
    language sql stable
    return terms_version_at(statement_timestamp());

-- The lowest version whose acceptance still serves where the given one is to be agreed to. A version's kind is about what
-- it changes in the version below it; so an acceptance serves if all that came after it, up to the given one, is editorial.
-- A material version counts here even if it was retired, or is not in effect: the editorial ones above it carry its words,
-- which the earlier acceptance was never about. What was accepted above the given version does not serve either: it was
-- retired, or is yet to come.
create function last_material_terms_version(current_version integer) returns integer
    language sql stable
    return (select max(version) from terms_version where kind = 'MATERIAL' and version <= current_version);

-- As before, but that the moment which is written down is the one for which the current version is told.
create or replace function stamp_acceptance() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_shared();
    new.accepted_at := clock_timestamp();
    if new.terms_version is distinct from terms_version_at(new.accepted_at) then
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
    return new;
end
$$;

-- As before, but that an acceptance of an earlier version serves until there is a material one.
create or replace function stamp_download_permit() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
declare
    current_version integer;
begin
    perform lock_publication_shared();
    new.granted_at := clock_timestamp();
    current_version := terms_version_at(new.granted_at);
    if not exists (select from acceptance
                   where organization_id = new.organization_id and user_id = new.user_id and id = new.acceptance_id
                     and terms_version between last_material_terms_version(current_version) and current_version) then
        raise exception 'the current terms have not been agreed to' using errcode = 'CC409';
    end if;
    select copy_kind into new.copy_kind from certificate where id = new.certificate_id and retired_at is null;
    if not found then
        raise exception 'certificate % is not on offer', new.certificate_id using errcode = 'CC404';
    end if;
    select u.email, u.name, o.name into new.email, new.name, new.organization_name
      from user_account u, organization o
     where u.id = new.user_id and o.id = new.organization_id;
    if not found then
        raise exception 'only a member of the Organization can have a permit' using errcode = 'CC403';
    end if;
    new.serial := new_serial();
    new.expires_at := new.granted_at + new.lifetime;
    new.granted_in := pg_current_xact_id();
    return new;
end
$$;

grant select on terms_text to ${application_role};
grant insert (terms_locale) on acceptance to ${application_role};
