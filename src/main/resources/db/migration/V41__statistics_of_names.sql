-- A member's acceptances nearly all bear the names that the member and the Organization have now. Unless it is told,
-- PostgreSQL expects next to none to, and reads all of a member's acceptances to find the latest.
drop statistics acceptance_member;
create statistics acceptance_member (dependencies, ndistinct)
    on organization_id, user_id, email, name, organization_name from acceptance;
