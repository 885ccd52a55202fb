-- A PDF that opens without a password but forbids changes cannot be stamped. Where the publisher says so, its protection is
-- removed before it is stored, and this is the SHA-256 of the file as it was handed in. Null: it is stored as handed in.
alter table certificate
    add column original_sha256 bytea check (length(original_sha256) = 32 and original_sha256 <> sha256);

create or replace function record_certificate_publication() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'UPDATE' and new.retired_at is not distinct from old.retired_at then
        return null;
    end if;
    perform append_evidence(
        vendor_chain(),
        case when new.retired_at is not null then 'certificate-retired'
             when tg_op = 'UPDATE' then 'certificate-brought-back'
             else 'certificate-published' end,
        case when new.original_sha256 is null
             then json_build_object('certificate', certificate_fact(new.id), 'copy', lower(new.copy_kind))
             else json_build_object('certificate', certificate_fact(new.id), 'copy', lower(new.copy_kind),
                                    'protectionRemovedFrom', encode(new.original_sha256, 'hex')) end,
        null, new.id, null);
    return null;
end
$$;
revoke all on function record_certificate_publication() from public;
