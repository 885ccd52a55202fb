-- The tamper-evident record: one chain of entries for each Organization, and one for the vendor. Triggers write an entry in
-- the same transaction as the event itself, so nothing can be recorded without its entry.

-- The last entry of each chain. Writers of a chain wait for each other on this row.
create table evidence_chain (
    -- The Organization; all zeros for the vendor's own chain
    chain_id    uuid primary key,
    sequence    bigint      not null,
    hash        bytea       not null,
    recorded_at timestamptz not null
);

create table evidence_entry (
    chain_id       uuid        not null,
    sequence       bigint      not null check (sequence > 0),
    recorded_at    timestamptz not null check (is_recordable_time(recorded_at)),
    kind           text        not null check (length(kind) <= 50 and kind ~ '^[a-z]+(-[a-z]+)*$'),
    -- JSON in UTF-8, exactly the bytes that were hashed
    payload        bytea       not null check (length(payload) between 2 and 1048576),
    previous_hash  bytea       not null check (length(previous_hash) = 32),
    hash           bytea       not null check (length(hash) = 32),
    -- For searching only; the payload counts.
    user_id        uuid,
    certificate_id uuid,
    -- The acceptance or permit
    subject_id     uuid,
    primary key (chain_id, sequence)
);
create index evidence_entry_user on evidence_entry (chain_id, user_id, sequence);
create index evidence_entry_certificate on evidence_entry (chain_id, certificate_id, sequence);
create index evidence_entry_kind on evidence_entry (chain_id, kind, sequence);
create index evidence_entry_time on evidence_entry (chain_id, recorded_at, sequence);
create index evidence_entry_subject on evidence_entry (chain_id, subject_id, kind);
-- See acceptance_member.
create statistics evidence_entry_member (dependencies, ndistinct) on chain_id, user_id from evidence_entry;

alter table evidence_entry enable row level security, force row level security;
create policy own_organization on evidence_entry for select
    using (chain_id = (select current_organization_id()));
create policy recording on evidence_entry to current_user using (true) with check (true);

grant select on evidence_entry to ${application_role};
