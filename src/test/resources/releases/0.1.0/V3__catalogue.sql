-- What the vendor complies with, its certifications and their certificates. The same for every Organization.

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
    retired_at    timestamptz
);

create table compliance_link (
    compliance_code text    not null references compliance on delete restrict,
    position        integer not null check (position >= 0),
    label           text    not null,
    url             text    not null check (url ~ '^https://'),
    primary key (compliance_code, position)
);

create table certification (
    code                text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position            integer not null,
    name                text    not null,
    status              text    not null,
    summary             text    not null,
    assures             text    not null,
    compliance_code     text references compliance on delete restrict,
    -- The renewal cycle, ISO 8601 such as P1Y; null if the vendor gives none
    renewal_every       text check (renewal_every ~ '^P'),
    renewal_description text,
    retired_at          timestamptz,
    check ((renewal_every is null) = (renewal_description is null))
);

create table certification_audit (
    certification_code text    not null references certification on delete restrict,
    position           integer not null check (position >= 0),
    name               text    not null,
    -- ISO 8601, such as P1Y
    every              text    not null check (every ~ '^P'),
    primary key (certification_code, position)
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
    -- STAMPED: every page of a copy carries its permit. UNTOUCHED: the document has a digital signature, which a stamp would
    -- break. Decided when the certificate is published.
    copy_kind          text        not null default 'STAMPED' check (copy_kind in ('STAMPED', 'UNTOUCHED')),
    -- A PDF that forbids changes cannot be stamped, so its protection may be removed before it is stored. This is the SHA-256
    -- of the file as it was handed in; null if it is stored as it was.
    original_sha256    bytea check (length(original_sha256) = 32 and original_sha256 <> sha256),
    published_at       timestamptz not null default clock_timestamp(),
    retired_at         timestamptz,
    unique (certification_code, version),
    unique (id, sha256, size)
);
-- A certification does not have the same document twice; one that was retired may come back as a new version.
create unique index certificate_document_once on certificate (certification_code, sha256) where retired_at is null;

-- The bytes. The application's role cannot read them: see read_document.
create table certificate_document (
    certificate_id uuid primary key,
    content        bytea   not null,
    sha256         bytea   not null generated always as (sha256(content)) stored,
    size           integer not null generated always as (length(content)) stored,
    foreign key (certificate_id, sha256, size) references certificate (id, sha256, size) on delete restrict
);
-- Uncompressed, so that a part can be read without the whole.
alter table certificate_document alter column content set storage external;

-- Changes with every change of the catalogue and never has an earlier value again, not even in a restored database. What was
-- read with this revision can be kept in a cache.
create table catalogue_revision (
    singleton boolean primary key default true check (singleton),
    revision  uuid not null default gen_random_uuid()
);
insert into catalogue_revision default values;

grant select on vendor, compliance, compliance_link, certification, certification_audit, certificate, catalogue_revision
    to ${application_role};
