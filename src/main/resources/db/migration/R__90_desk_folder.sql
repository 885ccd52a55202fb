-- The desk and the folder: export, and publication on request.
--
-- As in the other files of the desk, each function checks the role of the user who acts, and writes an entry of the vendor's chain.

-- Begins an export of everything with the documents of the certificates, which the desk's role cannot read otherwise.
create or replace function begin_folder_export() returns uuid
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    export uuid;
begin
    perform require_desk_role('EDITOR');
    insert into folder_export (requested_by) values (current_user_id()) returning id into export;
    perform append_evidence(
        vendor_chain(), 'folder-exported',
        json_build_object('certificates', (select count(*) from certificate c where c.retired_at is null),
                          'by', person_payload(current_user_id())),
        current_user_id(), null, null);
    return export;
end
$$;

-- Like read_document, it refuses unless the export is committed, and so on record, recent, and of the user, who still is an editor.
create or replace function require_export(export uuid) returns void
    language plpgsql volatile set search_path = compliance_center, pg_temp as
$$
declare
    begun folder_export;
begin
    perform require_desk_role('EDITOR');
    select * into begun from folder_export e where e.id = export and e.requested_by = current_user_id();
    if not found then
        raise exception 'no such export' using errcode = 'CC404';
    elsif begun.requested_in = pg_current_xact_id_if_assigned() then
        raise exception 'the export is not committed' using errcode = 'CC403';
    elsif begun.requested_at < clock_timestamp() - interval '1 hour' then
        raise exception 'the export is over' using errcode = 'CC410';
    end if;
end
$$;

-- A part of the document of a certificate on offer; the first byte is 1.
create or replace function read_exported_document(export uuid, certificate uuid, from_byte integer, byte_count integer)
    returns bytea
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_export(export);
    return (select substring(d.content from from_byte for byte_count)
              from certificate_document d join certificate c on c.id = d.certificate_id
             where c.id = certificate and c.retired_at is null);
end
$$;

-- What an export has found in the document of a certificate on offer. What is known already stays.
create or replace function note_kept_content(export uuid, certificate uuid, kept text[]) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_export(export);
    insert into kept_content (sha256, kept)
    select c.sha256, note_kept_content.kept from certificate c where c.id = certificate and c.retired_at is null
    on conflict do nothing;
end
$$;

-- Records that somebody has the folder published, whose edition they have seen. That they are an approver is why nobody who moves items
-- between folder and desk publishes by that alone.
create or replace function request_folder_publication(edition bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform require_desk_role('APPROVER');
    -- "is not true": an argument that is null makes the condition null
    if (length(edition) = 32) is not true then
        raise exception 'not the hash of an edition' using errcode = 'check_violation';
    end if;
    perform append_evidence(
        vendor_chain(), 'folder-publication-requested',
        json_build_object('edition', encode(edition, 'hex'), 'by', person_payload(current_user_id())),
        current_user_id(), null, null);
end
$$;

revoke all on function request_folder_publication(bytea) from public;
grant execute on function request_folder_publication(bytea) to compliance_center_desk;
revoke all on function begin_folder_export(), require_export(uuid), read_exported_document(uuid, uuid, integer, integer),
    note_kept_content(uuid, uuid, text[]) from public;
grant execute on function begin_folder_export(), read_exported_document(uuid, uuid, integer, integer),
    note_kept_content(uuid, uuid, text[]) to compliance_center_desk;
