-- The order of the lists, as the desk publishes it.
--
-- The folder gives each of its items a position, and has to be free to do so with every edition. So the desk's order stands in a
-- column of its own: what has a place comes first, in that order, and all else follows by its position.

alter table compliance add column place integer check (place > 0);
alter table certification add column place integer check (place > 0);
