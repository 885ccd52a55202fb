-- The page of an invitation marks an inviter's address that is not verified: the function returns another column, and is created anew.
drop function if exists find_invitation(bytea);
