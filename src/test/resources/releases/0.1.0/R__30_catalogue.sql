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
create or replace trigger certificate_revises_catalogue after insert or update or delete or truncate on certificate
    for each statement execute function revise_catalogue();

create or replace trigger certificate_publication before insert or update on certificate
    for each statement execute function begin_publication();

create or replace trigger certificate_never_changes before update or delete on certificate
    for each row execute function refuse_change();
create or replace trigger certificate_never_empties before truncate on certificate
    for each statement execute function refuse_change();
create or replace trigger certificate_document_never_changes before update or delete on certificate_document
    for each row execute function refuse_change();
create or replace trigger certificate_document_never_empties before truncate on certificate_document
    for each statement execute function refuse_change();
