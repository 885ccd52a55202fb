-- Sessions were made for visitors as well, and after a failed sign-in they held the password that was typed. From now on there
-- is a session for whoever has signed in, and nothing in it but that.

delete from spring_session where principal_name is null;
delete from spring_session_attributes where attribute_name <> 'SPRING_SECURITY_CONTEXT';
