-- What it may cost to ask for a checkpoint's leaves.

-- As "checkpoint_leaves" was, for the owner alone, who needs a tree before there is a checkpoint over it.
create function tree_leaves(number bigint, size integer)
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

-- The leaves of a checkpoint's tree in their order, as hashes only: whoever proves one chain needs those of all. It is refused
-- unless there is that checkpoint and its tree has that size: otherwise a caller could ask for a tree of any size.
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
