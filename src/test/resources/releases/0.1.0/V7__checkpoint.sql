-- What the vendor signs from time to time over the ends of all chains: a chain alone proves nothing against the owner of the
-- database.

-- Each chain's leaf in the tree of every checkpoint. Slots are random and kept for ever: a proof shows its slot, and must not
-- reveal how many Organizations there are or which came first.
create table checkpoint_slot (
    chain_id uuid primary key,
    slot     integer not null unique check (slot >= 0)
);

create table checkpoint (
    number     bigint primary key check (number > 0),
    tree_size  integer     not null check (tree_size > 0),
    root       bytea       not null check (length(root) = 32),
    -- Exactly the bytes that were signed
    body       text        not null,
    signature  bytea       not null,
    -- SubjectPublicKeyInfo, in DER
    public_key bytea       not null,
    made_at    timestamptz not null default clock_timestamp()
);

-- The last entry of each chain that grew since the checkpoint before.
create table checkpoint_head (
    chain_id   uuid   not null references checkpoint_slot on delete restrict,
    checkpoint bigint not null references checkpoint on delete restrict deferrable initially deferred,
    sequence   bigint not null,
    hash       bytea  not null,
    primary key (chain_id, checkpoint),
    foreign key (chain_id, sequence) references evidence_entry on delete restrict
);
create index checkpoint_head_sequence on checkpoint_head (chain_id, sequence);

create table checkpoint_timestamp (
    checkpoint  bigint primary key references checkpoint on delete restrict,
    token       bytea       not null,
    obtained_at timestamptz not null default clock_timestamp()
);

-- Seed of the leaves in unused slots. Without it they cannot be told from used ones.
create table checkpoint_padding (
    singleton boolean primary key default true check (singleton),
    seed      bytea not null check (length(seed) = 32)
);
insert into checkpoint_padding (seed)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- An Organization sees the slot and the heads of its own chain. Checkpoints and time stamps are the same for everyone, and
-- name nobody.
alter table checkpoint_slot enable row level security, force row level security;
alter table checkpoint_head enable row level security, force row level security;
create policy own_organization on checkpoint_slot for select
    using (chain_id = (select current_organization_id()));
create policy own_organization on checkpoint_head for select
    using (chain_id = (select current_organization_id()));
create policy signing on checkpoint_slot to current_user using (true) with check (true);
create policy signing on checkpoint_head to current_user using (true) with check (true);

grant select on checkpoint, checkpoint_timestamp, checkpoint_slot, checkpoint_head to ${application_role};
