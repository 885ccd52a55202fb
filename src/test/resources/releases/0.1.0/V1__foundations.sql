-- What the other files build on.
--
-- Two roles use this schema. The owner runs the migrations and publishes. The application connects as ${application_role},
-- which reads what is published, adds records, and has no other rights.
--
-- V files hold tables, constraints, indexes, policies and grants, one file for each feature. Functions and triggers are in
-- the repeatable R files. The functions below are here because policies and constraints need them: they must exist first,
-- and a change to one that a constraint uses has to be a new V file that validates the rows again.

grant usage on schema compliance_center to ${application_role};

-- The Organization and the user of the current transaction. After SET LOCAL ends the setting is '', not null; both mean
-- "nobody", who sees no row.
create function current_organization_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('compliance_center.organization_id', true), '')::uuid;

create function current_user_id() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('compliance_center.user_id', true), '')::uuid;

-- Every value that the application's role can write has a range, a length and a form. Otherwise a stolen connection could
-- record a time that no later check can read, or a text that fills the memory of every page that shows it.

create function is_recordable_time(moment timestamptz) returns boolean
    language sql immutable
    return moment >= '2000-01-01 00:00:00+00'::timestamptz and moment < '3000-01-01 00:00:00+00'::timestamptz;

-- BCP 47
create function is_language_tag(tag text) returns boolean
    language sql immutable
    return length(tag) <= 64 and tag ~ '^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$';

-- Neither empty nor too long, and without control characters other than tabs and line ends.
create function is_plain_text(value text, most_characters integer) returns boolean
    language sql immutable
    return length(value) between 1 and most_characters and value !~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]';
