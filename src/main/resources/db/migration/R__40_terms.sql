-- Which terms are current, and what an acceptance must satisfy.

-- A version is in effect from its publication unless it names a time. The first cannot be editorial: there is nothing that
-- it could leave unchanged.
create or replace function stamp_terms_version() returns trigger
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
create or replace trigger terms_version_stamped before insert on terms_version
    for each row execute function stamp_terms_version();

create or replace function require_terms_text() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if not exists (select from terms_text where version = new.version) then
        raise exception 'terms version % has no text', new.version using errcode = 'CC409';
    end if;
    return null;
end
$$;
drop trigger if exists terms_version_has_text on terms_version;
create constraint trigger terms_version_has_text after insert on terms_version deferrable initially deferred
    for each row execute function require_terms_text();

create or replace trigger terms_publication before insert or update on terms_version
    for each statement execute function begin_publication();
create or replace trigger terms_version_never_changes before update or delete on terms_version
    for each row execute function refuse_change();
create or replace trigger terms_version_never_empties before truncate on terms_version
    for each statement execute function refuse_change();
create or replace trigger terms_text_publication before insert or update on terms_text
    for each statement execute function begin_publication();
create or replace trigger terms_text_never_changes before update or delete on terms_text
    for each row execute function refuse_change();
create or replace trigger terms_text_never_empties before truncate on terms_text
    for each statement execute function refuse_change();

-- The current version at a moment: the highest that is in effect and not retired. Null: nobody may download anything.
create or replace function terms_version_at(moment timestamptz) returns integer
    language sql stable
    return (select max(version) from terms_version where retired_at is null and effective_at <= moment);

-- The same moment for a whole statement.
create or replace function current_terms_version() returns integer
    language sql stable
    return terms_version_at(statement_timestamp());

-- The lowest version whose acceptance still counts when the given one is current. A version's kind says what it changes in
-- the version below it, so an acceptance counts if everything after it, up to the given version, is editorial. A material
-- version counts here even if it is retired or not in effect yet: the editorial ones above it carry its words, which the
-- earlier acceptance did not cover. An acceptance above the given version does not count: that version was retired, or is
-- not in effect yet.
create or replace function last_material_terms_version(current_version integer) returns integer
    language sql stable
    return (select max(version) from terms_version where kind = 'MATERIAL' and version <= current_version);

-- For every insert, on any path: the terms are the current ones, the certificate is on offer to the Organization, and the user is
-- an admin there at this moment. The database writes down who that is and when.
create or replace function stamp_acceptance() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    perform lock_publication_shared();
    new.accepted_at := clock_timestamp();
    if new.terms_version is distinct from terms_version_at(new.accepted_at) then
        raise exception 'terms version % is not the current one', new.terms_version using errcode = 'CC409';
    end if;
    if own_certificate_access(new.certificate_id) is distinct from 'OPEN' then
        raise exception 'certificate % is not on offer', new.certificate_id using errcode = 'CC404';
    end if;
    select u.email, u.email_verified, u.name, m.role, o.name
      into new.email, new.email_verified, new.name, new.role, new.organization_name
      from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
     where m.organization_id = new.organization_id and m.user_id = new.user_id and m.role = 'ADMIN'
       and m.retired_at is null and u.retired_at is null and o.retired_at is null;
    if not found then
        raise exception 'only an admin of the Organization can agree in its name' using errcode = 'CC403';
    end if;
    return new;
end
$$;
create or replace trigger acceptance_stamped before insert on acceptance
    for each row execute function stamp_acceptance();
create or replace trigger acceptance_never_changes before update or delete on acceptance
    for each row execute function refuse_change();
create or replace trigger acceptance_never_empties before truncate on acceptance
    for each statement execute function refuse_change();
