-- Whether the address is known to be the person's: from the files, by an invitation that they followed, or because their provider
-- says so. Records say it as it was then.
alter table user_account add column email_verified boolean not null default true;
alter table acceptance add column email_verified boolean not null default true;
alter table download_permit add column email_verified boolean not null default true;
grant select (email_verified) on user_account to ${application_role};
