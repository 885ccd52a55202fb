-- The catalogue's revision, and certificates that never change.

create or replace function revise_catalogue() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    update catalogue_revision set revision = gen_random_uuid();
    return null;
end
$$;
revoke all on function revise_catalogue() from public;

create or replace trigger vendor_revises_catalogue after insert or update or delete or truncate on vendor
    for each statement execute function revise_catalogue();
create or replace trigger compliance_revises_catalogue after insert or update or delete or truncate on compliance
    for each statement execute function revise_catalogue();
create or replace trigger compliance_link_revises_catalogue after insert or update or delete or truncate on compliance_link
    for each statement execute function revise_catalogue();
create or replace trigger certification_revises_catalogue after insert or update or delete or truncate on certification
    for each statement execute function revise_catalogue();
create or replace trigger certification_audit_revises_catalogue
    after insert or update or delete or truncate on certification_audit
    for each statement execute function revise_catalogue();
create or replace trigger vendor_translation_revises_catalogue
    after insert or update or delete or truncate on vendor_translation
    for each statement execute function revise_catalogue();
create or replace trigger compliance_translation_revises_catalogue
    after insert or update or delete or truncate on compliance_translation
    for each statement execute function revise_catalogue();
create or replace trigger certification_translation_revises_catalogue
    after insert or update or delete or truncate on certification_translation
    for each statement execute function revise_catalogue();
create or replace trigger certificate_revises_catalogue after insert or update or delete or truncate on certificate
    for each statement execute function revise_catalogue();

create or replace trigger certificate_publication before insert or update on certificate
    for each statement execute function begin_publication();

create or replace trigger certificate_never_changes before update or delete on certificate
    for each row execute function refuse_change();
create or replace trigger certificate_never_empties before truncate on certificate
    for each statement execute function refuse_change();

-- A document never changes. It goes when it is purged, and in no other way: see R__90_desk_purge.sql.
create or replace function keep_document() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'DELETE' and exists (select from certificate c
                                     where c.id = old.certificate_id and (is_purged(c.sha256) or is_purged(c.original_sha256))) then
        return old;
    end if;
    raise exception '% is a record and cannot be changed by %', tg_table_name, tg_op using errcode = 'CC403';
end
$$;
create or replace trigger certificate_document_never_changes before update or delete on certificate_document
    for each row execute function keep_document();
create or replace trigger certificate_document_never_empties before truncate on certificate_document
    for each statement execute function refuse_change();
