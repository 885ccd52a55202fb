-- The tree of a checkpoint, and checkpoints that never change.

create or replace function merkle_leaf(data text) returns bytea
    language sql immutable
    return sha256('\x00'::bytea || convert_to(data, 'UTF8'));

-- The text that is hashed for a chain; the Java class InclusionProof computes it as well.
create or replace function evidence_head_text(chain_id uuid, sequence bigint, hash bytea) returns text
    language sql stable
    return netstring('compliance-center evidence head 1') || netstring(chain_id::text) || netstring(sequence::text)
        || netstring(encode(hash, 'hex'));

-- The leaves of a tree of any size, in order and as hashes only. For signing, which needs a tree before there is a
-- checkpoint over it.
create or replace function tree_leaves(number bigint, size integer)
    returns table (slot integer, leaf bytea)
    language sql stable
begin atomic
    select place.slot, coalesce(head.leaf, merkle_leaf(encode(padding.seed, 'hex') || place.slot))
      from generate_series(0, tree_leaves.size - 1) as place(slot)
     cross join checkpoint_padding padding
      left join checkpoint_slot taken on taken.slot = place.slot
      left join lateral (
            select merkle_leaf(evidence_head_text(h.chain_id, h.sequence, h.hash)) as leaf
              from checkpoint_head h
             where h.chain_id = taken.chain_id and h.checkpoint <= tree_leaves.number
             order by h.checkpoint desc limit 1) head on true
     order by place.slot;
end;
revoke all on function tree_leaves(bigint, integer) from public;
grant execute on function tree_leaves(bigint, integer) to ${worker_role};

-- The leaves of a checkpoint's tree, for a proof of one chain. Refused unless there is that checkpoint with that size:
-- otherwise a caller could ask for a tree of any size.
create or replace function checkpoint_leaves(number bigint, size integer)
    returns table (slot integer, leaf bytea)
    language plpgsql stable security definer set search_path = compliance_center, pg_temp
as $$
begin
    if not exists (select from checkpoint c
                    where c.number = checkpoint_leaves.number and c.tree_size = checkpoint_leaves.size) then
        raise exception 'no checkpoint % over a tree of %', number, size using errcode = 'CC404';
    end if;
    return query select l.slot, l.leaf from tree_leaves(checkpoint_leaves.number, checkpoint_leaves.size) l;
end
$$;
revoke all on function checkpoint_leaves(bigint, integer) from public;
grant execute on function checkpoint_leaves(bigint, integer) to ${application_role};

create or replace trigger checkpoint_never_changes before update or delete on checkpoint
    for each row execute function refuse_change();
create or replace trigger checkpoint_never_empties before truncate on checkpoint
    for each statement execute function refuse_change();
create or replace trigger checkpoint_slot_never_changes before update or delete on checkpoint_slot
    for each row execute function refuse_change();
create or replace trigger checkpoint_slot_never_empties before truncate on checkpoint_slot
    for each statement execute function refuse_change();
create or replace trigger checkpoint_head_never_changes before update or delete on checkpoint_head
    for each row execute function refuse_change();
create or replace trigger checkpoint_head_never_empties before truncate on checkpoint_head
    for each statement execute function refuse_change();
create or replace trigger checkpoint_timestamp_never_changes before update or delete on checkpoint_timestamp
    for each row execute function refuse_change();
create or replace trigger checkpoint_timestamp_never_empties before truncate on checkpoint_timestamp
    for each statement execute function refuse_change();
create or replace trigger checkpoint_padding_never_changes before update or delete on checkpoint_padding
    for each row execute function refuse_change();
create or replace trigger checkpoint_padding_never_empties before truncate on checkpoint_padding
    for each statement execute function refuse_change();
