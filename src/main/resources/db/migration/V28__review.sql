-- Who approves what the desk publishes, desk roles from identity providers, and when terms came into effect.

-- Whether nobody approves what they have changed themselves, which is so without a row. The published folder says otherwise, never
-- the desk.
create table desk_approval (
    id            boolean primary key default true check (id),
    second_person boolean not null
);
alter table desk_approval enable row level security, force row level security;
create policy owner on desk_approval to current_user using (true) with check (true);

-- What a provider may give at the desk: empty for nothing.
alter table identity_provider
    add column desk_roles text[] not null default '{}' check (desk_roles <@ array ['EDITOR', 'APPROVER', 'SUPPORT', 'AUDITOR']);

-- Files and each provider have rows of their own, so that none takes away what another one has given.
alter table desk_member
    drop constraint desk_member_pkey,
    add constraint desk_member_of_source unique nulls not distinct (user_id, role, issuer);

-- Other arguments: it is made anew in the R files.
drop function if exists sign_in_by_provider(text, text, text, text, boolean, jsonb);

-- Versions of the terms whose coming into effect is on record. Those that were in effect before this table have no such entry.
create table terms_effect (
    version     integer primary key references terms_version on delete restrict,
    recorded_at timestamptz not null default clock_timestamp()
);
insert into terms_effect (version) select version from terms_version where effective_at > published_at and effective_at <= now();
alter table terms_effect enable row level security, force row level security;
create policy owner on terms_effect to current_user using (true) with check (true);
