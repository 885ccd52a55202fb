-- Mail to whoever asked for a certificate, once, some days before the grant ends.
insert into mail_kind (kind) values ('grant-ending');
alter table certificate_request add column ending_mailed_at timestamptz;
create index certificate_request_ending on certificate_request (granted_until)
    where state = 'GRANTED' and ended_at is null and ending_mailed_at is null;
