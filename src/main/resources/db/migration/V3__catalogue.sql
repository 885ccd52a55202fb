-- What the vendor complies with, what it is certified for, and the certificates that it issues. The same for everyone.

create table vendor (
    singleton    boolean primary key default true check (singleton),
    name         text not null,
    support      text not null,
    introduction text not null
);

create table compliance (
    code          text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position      integer not null,
    name          text    not null,
    status        text    not null,
    summary       text    not null,
    description   text    not null,
    how_we_comply text,
    -- [{"label": …, "url": …}], in order
    links         jsonb   not null default '[]',
    retired_at    timestamptz
);

create table certification (
    code            text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position        integer not null,
    name            text    not null,
    status          text    not null,
    summary         text    not null,
    assures         text    not null,
    compliance_code text references compliance on delete restrict,
    -- {"every": "P1Y", "description": …, "audits": [{"name": …, "every": "P1Y"}]}; null: the vendor names no cycle
    renewal_cycle   jsonb,
    retired_at      timestamptz
);

create table certificate (
    id                 uuid primary key     default uuidv7(),
    certification_code text        not null references certification on delete restrict,
    version            integer     not null check (version > 0),
    issuer             text        not null,
    issued_on          date        not null,
    valid_until        date check (valid_until >= issued_on),
    file_name          text        not null,
    sha256             bytea       not null check (length(sha256) = 32),
    size               integer     not null check (size between 1 and 26214400),
    pages              integer     not null check (pages between 1 and 500),
    published_at       timestamptz not null default clock_timestamp(),
    retired_at         timestamptz,
    unique (certification_code, version),
    unique (id, sha256, size)
);

-- A certification does not take the same document twice; one that was retired may come back as a new version.
create unique index certificate_document_once on certificate (certification_code, sha256) where retired_at is null;

create trigger certificate_never_changes before update or delete on certificate
    for each row execute function refuse_change();
create trigger certificate_never_empties before truncate on certificate
    for each statement execute function refuse_change();

grant select on vendor, compliance, certification, certificate to ${application_role};
