-- Which memberships count in a session depends on the provider through which its user signed in: both functions get another
-- argument or read another table, and are made anew in the R files.
drop function if exists read_session(text);
drop function if exists user_with_memberships(uuid);
