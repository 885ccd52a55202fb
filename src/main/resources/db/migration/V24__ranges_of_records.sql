-- Every value that the application's role can write has a range, a length and a form. Whoever holds one of its connections
-- could otherwise record a time that no later check can read, or a text that fills memory whenever a page shows it.

create function is_recordable_time(moment timestamptz) returns boolean
    language sql immutable
    return moment >= '2000-01-01 00:00:00+00'::timestamptz and moment < '3000-01-01 00:00:00+00'::timestamptz;

create function is_language_tag(tag text) returns boolean
    language sql immutable
    return length(tag) <= 64 and tag ~ '^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$';

-- Neither empty nor long, and without control characters other than tabs and line ends.
create function is_plain_text(value text, most_characters integer) returns boolean
    language sql immutable
    return length(value) between 1 and most_characters and value !~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]';

-- The constraints hold for every new row from here on. Rows that are there already are looked at below.

alter table acceptance
    add constraint acceptance_terms_version_range check (terms_version > 0) not valid,
    add constraint acceptance_terms_sha256_length check (length(terms_sha256) = 32) not valid,
    add constraint acceptance_terms_locale_form check (is_language_tag(terms_locale)) not valid,
    add constraint acceptance_checkbox_label_form check (is_plain_text(checkbox_label, 2000)) not valid,
    add constraint acceptance_button_label_form check (is_plain_text(button_label, 200)) not valid,
    add constraint acceptance_locale_form check (is_language_tag(locale)) not valid,
    -- One address, not a network
    add constraint acceptance_client_address_form
        check (masklen(client_address) = case family(client_address) when 4 then 32 else 128 end) not valid,
    -- A browser may send none
    add constraint acceptance_user_agent_form check (user_agent = '' or is_plain_text(user_agent, 1024)) not valid,
    add constraint acceptance_signed_in_at_range check (is_recordable_time(signed_in_at)) not valid,
    add constraint acceptance_sign_in_method_form check (sign_in_method ~ '^[a-z][a-z0-9:._-]{0,99}$') not valid,
    -- As they are where the database copies them from
    add constraint acceptance_email_length check (length(email) between 1 and 254) not valid,
    add constraint acceptance_name_length check (length(name) between 1 and 200) not valid,
    add constraint acceptance_role_form check (role in ('ADMIN', 'MEMBER')) not valid,
    add constraint acceptance_organization_name_length check (length(organization_name) between 1 and 200) not valid,
    add constraint acceptance_accepted_at_range check (is_recordable_time(accepted_at)) not valid;

alter table download_permit
    add constraint download_permit_granted_at_range check (is_recordable_time(granted_at)) not valid,
    add constraint download_permit_expires_at_range check (is_recordable_time(expires_at)) not valid,
    -- A lifetime such as '24000 months -719999 days' counts as one day when intervals are compared, and is 28 years when it
    -- is added to a time. A day may have 25 hours.
    add constraint download_permit_period
        check (expires_at > granted_at and expires_at - granted_at <= interval '25 hours') not valid,
    add constraint download_permit_copy_kind_form check (copy_kind in ('STAMPED', 'UNTOUCHED')) not valid,
    add constraint download_permit_email_length check (length(email) between 1 and 254) not valid,
    add constraint download_permit_name_length check (length(name) between 1 and 200) not valid,
    add constraint download_permit_organization_name_length check (length(organization_name) between 1 and 200) not valid;

alter table evidence_entry
    add constraint evidence_entry_recorded_at_range check (is_recordable_time(recorded_at)) not valid,
    add constraint evidence_entry_kind_form check (length(kind) <= 50 and kind ~ '^[a-z]+(-[a-z]+)*$') not valid,
    add constraint evidence_entry_payload_length check (length(payload) between 2 and 1048576) not valid;

-- Times of sessions are milliseconds since 1970; an interval of zero or less would mean a session without end.
alter table spring_session
    add constraint spring_session_creation_time_range check (creation_time between 0 and 32503679999999) not valid,
    add constraint spring_session_last_access_time_range check (last_access_time between 0 and 32503679999999) not valid,
    add constraint spring_session_max_inactive_interval_range
        check (max_inactive_interval between 1 and 31536000) not valid,
    add constraint spring_session_expiry_time_range check (expiry_time between 0 and 32503679999999) not valid,
    add constraint spring_session_principal_name_form check (is_plain_text(principal_name, 254)) not valid;
alter table spring_session_attributes
    add constraint spring_session_attributes_attribute_name_form check (is_plain_text(attribute_name, 200)) not valid,
    -- More would not be read back
    add constraint spring_session_attributes_attribute_bytes_length
        check (length(attribute_bytes) between 1 and 65536) not valid;

-- A row of before that does not satisfy its constraint stays, since records never change, and must not stop the upgrade.
do $$
declare
    unchecked record;
begin
    for unchecked in select conrelid::regclass as relation, conname as name from pg_constraint
                      where connamespace = 'compliance_center'::regnamespace and contype = 'c' and not convalidated
    loop
        begin
            execute format('alter table %s validate constraint %I', unchecked.relation, unchecked.name);
        exception when check_violation then
            raise warning 'Rows of % do not satisfy the constraint %; it holds for new rows only',
                unchecked.relation, unchecked.name;
        end;
    end loop;
end
$$;

-- Denials and deliveries leave no other row than their entry, so that their arguments are checked by the functions.

create or replace function record_denial(certificate uuid, reason text) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    if current_member_fact() is null then
        raise exception 'no member is bound to this transaction' using errcode = 'CC403';
    end if;
    if certificate is null or reason is null or reason !~ '^[A-Z]+(_[A-Z]+)*$' or length(reason) > 50 then
        raise exception 'not a denial that can be recorded' using errcode = 'check_violation';
    end if;
    perform append_evidence(
        current_organization_id(), 'download-denied',
        json_build_object(
            'organization', current_organization_fact(), 'member', current_member_fact(),
            'certificate', coalesce(certificate_fact(certificate), json_build_object('id', certificate)),
            'reason', reason),
        current_user_id(), certificate, null);
end
$$;

-- A copy is at most 256 MiB: a certificate is at most 25 MiB, and a stamp adds to it.
create or replace function record_delivery(permit_id uuid, from_byte bigint, bytes_sent bigint, bytes_asked bigint,
                                           copy_size bigint, copy_sha256 bytea) returns void
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    permit download_permit;
begin
    select * into permit from download_permit
     where id = permit_id and organization_id = current_organization_id() and user_id = current_user_id();
    if not found then
        raise exception 'no such permit' using errcode = 'CC404';
    end if;
    -- "is not true": an argument that is null makes the condition null
    if (copy_size between 1 and 268435456 and from_byte between 0 and copy_size - 1
        and bytes_asked between 1 and copy_size - from_byte and bytes_sent between 0 and bytes_asked
        and length(copy_sha256) = 32) is not true then
        raise exception 'not a delivery that can be recorded' using errcode = 'check_violation';
    end if;
    perform append_evidence(
        permit.organization_id, 'copy-delivered',
        json_build_object(
            'permit', permit.id,
            'serial', encode(permit.serial, 'hex'),
            'copy', lower(permit.copy_kind),
            'organization', json_build_object('id', permit.organization_id, 'name', permit.organization_name),
            'member', json_build_object('id', permit.user_id, 'name', permit.name, 'email', permit.email),
            'certificate', certificate_fact(permit.certificate_id),
            'delivery', json_build_object(
                'outcome', case when bytes_sent = bytes_asked then 'finished' else 'broken-off' end,
                'fromByte', from_byte, 'bytesSent', bytes_sent, 'bytesAsked', bytes_asked,
                'copySize', copy_size, 'copySha256', encode(copy_sha256, 'hex'))),
        permit.user_id, permit.certificate_id, permit.id);
end
$$;
