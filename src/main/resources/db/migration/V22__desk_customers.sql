-- What the desk reads and does about customers.

-- Downloads of all Organizations, latest first.
create index download_permit_latest on download_permit (granted_at desc, id desc);

-- Whether and when copies were delivered, but nothing else of the record.
create policy desk on evidence_entry for select to compliance_center_desk
    using (kind = 'copy-delivered' and (select works_at_desk()));
grant select (chain_id, recorded_at, kind, subject_id) on evidence_entry to compliance_center_desk;
