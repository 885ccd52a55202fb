-- What the vendor signs, from time to time, over the ends of all chains: a chain alone proves nothing against the owner of
-- the database.

-- Each chain's place in the tree of every checkpoint. Places are drawn at random and kept for ever: a proof shows its place,
-- and must not tell how many Organizations there are, nor which of them came first.
create table checkpoint_slot (
    chain_id uuid primary key,
    slot     integer not null unique check (slot >= 0)
);

create table checkpoint (
    number     bigint primary key check (number > 0),
    tree_size  integer     not null check (tree_size > 0),
    root       bytea       not null check (length(root) = 32),
    -- What was signed, byte for byte
    body       text        not null,
    signature  bytea       not null,
    -- SubjectPublicKeyInfo, in DER
    public_key bytea       not null,
    made_at    timestamptz not null default clock_timestamp()
);

-- The end of each chain whose end had moved since the checkpoint before.
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

-- What stands in the places that no chain has. Nobody who does not know it can tell such a place from another.
create table checkpoint_padding (
    singleton boolean primary key default true check (singleton),
    seed      bytea not null check (length(seed) = 32)
);
insert into checkpoint_padding (seed)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

create function merkle_leaf(data text) returns bytea
    language sql immutable
    return sha256('\x00'::bytea || convert_to(data, 'UTF8'));

-- What is hashed for a chain: see InclusionProof.
create function evidence_head_text(chain_id uuid, sequence bigint, hash bytea) returns text
    language sql stable
    return netstring('compliance-center evidence head 1') || netstring(chain_id::text) || netstring(sequence::text)
        || netstring(encode(hash, 'hex'));

-- The leaves of a checkpoint's tree in their order, as hashes only: whoever proves one chain needs those of all.
create function checkpoint_leaves(number bigint, size integer)
    returns table (slot integer, leaf bytea)
    language sql stable security definer set search_path = compliance_center, pg_temp
begin atomic
    select place.slot, coalesce(head.leaf, merkle_leaf(encode(padding.seed, 'hex') || place.slot))
      from generate_series(0, checkpoint_leaves.size - 1) as place(slot)
     cross join checkpoint_padding padding
      left join checkpoint_slot taken on taken.slot = place.slot
      left join lateral (
            select merkle_leaf(evidence_head_text(h.chain_id, h.sequence, h.hash)) as leaf
              from checkpoint_head h
             where h.chain_id = taken.chain_id and h.checkpoint <= checkpoint_leaves.number
             order by h.checkpoint desc limit 1) head on true
     order by place.slot;
end;
revoke all on function checkpoint_leaves(bigint, integer) from public;
grant execute on function checkpoint_leaves(bigint, integer) to ${application_role};

create trigger checkpoint_never_changes before update or delete on checkpoint
    for each row execute function refuse_change();
create trigger checkpoint_never_empties before truncate on checkpoint
    for each statement execute function refuse_change();
create trigger checkpoint_slot_never_changes before update or delete on checkpoint_slot
    for each row execute function refuse_change();
create trigger checkpoint_slot_never_empties before truncate on checkpoint_slot
    for each statement execute function refuse_change();
create trigger checkpoint_head_never_changes before update or delete on checkpoint_head
    for each row execute function refuse_change();
create trigger checkpoint_head_never_empties before truncate on checkpoint_head
    for each statement execute function refuse_change();
create trigger checkpoint_timestamp_never_changes before update or delete on checkpoint_timestamp
    for each row execute function refuse_change();
create trigger checkpoint_timestamp_never_empties before truncate on checkpoint_timestamp
    for each statement execute function refuse_change();
create trigger checkpoint_padding_never_changes before update or delete on checkpoint_padding
    for each row execute function refuse_change();
create trigger checkpoint_padding_never_empties before truncate on checkpoint_padding
    for each statement execute function refuse_change();

-- An Organization sees its own chain's places and ends; what was signed is the same for everyone, and tells of nobody.
alter table checkpoint_slot enable row level security, force row level security;
alter table checkpoint_head enable row level security, force row level security;
create policy own_organization on checkpoint_slot for select
    using (chain_id = (select current_organization_id()));
create policy own_organization on checkpoint_head for select
    using (chain_id = (select current_organization_id()));
create policy signing on checkpoint_slot to current_user using (true) with check (true);
create policy signing on checkpoint_head to current_user using (true) with check (true);

grant select on checkpoint, checkpoint_timestamp, checkpoint_slot, checkpoint_head to ${application_role};
