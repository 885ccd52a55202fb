-- Withdrawn certificates whose bytes are purged for good. The certificate stays, with its hash and size: it and its purge are what
-- is left. One person asks for it, another confirms; R__90_desk_purge.sql sees to that for whoever writes the table.

create table certificate_purge (
    id             uuid primary key     default uuidv7(),
    certificate_id uuid        not null,
    sha256         bytea       not null,
    size           integer     not null,
    reason         text        not null check (is_plain_text(reason, 2000)),
    state          text        not null default 'REQUESTED' check (state in ('REQUESTED', 'DECLINED', 'PURGED')),
    requested_by   uuid        not null references user_account on delete restrict,
    requested_at   timestamptz not null default clock_timestamp(),
    decided_by     uuid        references user_account on delete restrict,
    decided_at     timestamptz,
    foreign key (certificate_id, sha256, size) references certificate (id, sha256, size) on delete restrict,
    check (num_nonnulls(decided_by, decided_at) = case state when 'REQUESTED' then 0 else 2 end),
    constraint certificate_purge_by_two_persons check (state <> 'PURGED' or decided_by <> requested_by)
);
create unique index certificate_purge_once on certificate_purge (certificate_id) where state <> 'DECLINED';
create index certificate_purge_sha256 on certificate_purge (sha256);
create index certificate_purge_certificate on certificate_purge (certificate_id, sha256, size);
create index certificate_purge_requester on certificate_purge (requested_by);
create index certificate_purge_decider on certificate_purge (decided_by);
create index certificate_original on certificate (original_sha256) where original_sha256 is not null;

alter table certificate_purge enable row level security, force row level security;
create policy owner on certificate_purge to current_user using (true) with check (true);
create policy desk on certificate_purge for select to compliance_center_desk using ((select works_at_desk()));
grant select on certificate_purge to compliance_center_desk;

-- Personal data that no record needs is erased. What is left of an account is its id, which records name.
alter table user_account
    add column erased_at timestamptz,
    add constraint user_account_erased_is_retired check (erased_at is null or retired_at is not null);
grant select (erased_at) on user_account to compliance_center_desk;
create index user_account_retired_at on user_account (retired_at) where retired_at is not null;

-- How long mail is kept is an argument now: it is made anew in the R files.
drop function if exists trim_mail();
