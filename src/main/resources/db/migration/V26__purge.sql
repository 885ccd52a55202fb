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
