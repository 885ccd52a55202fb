-- A catalogue in several languages. The texts of an item are in the first language of the catalogue; it may have them in others.
-- Each translation is complete: see the classes of the catalogue.

-- Language tags (BCP 47), the first language first; empty if the vendor names none.
alter table vendor add column languages text[] not null default '{}' check (array_position(languages, null) is null);

create table vendor_translation (
    vendor       boolean not null references vendor on delete restrict,
    language     text    not null check (is_language_tag(language)),
    introduction text    not null,
    primary key (vendor, language)
);

create table compliance_translation (
    compliance_code text   not null references compliance on delete restrict,
    language        text   not null check (is_language_tag(language)),
    name            text   not null,
    summary         text   not null,
    description     text   not null,
    how_we_comply   text,
    -- Of its links, in order
    link_labels     text[] not null check (array_position(link_labels, null) is null),
    primary key (compliance_code, language)
);

create table certification_translation (
    certification_code  text   not null references certification on delete restrict,
    language            text   not null check (is_language_tag(language)),
    name                text   not null,
    summary             text   not null,
    assures             text   not null,
    renewal_description text,
    -- Of its audits, in order
    audit_names         text[] not null check (array_position(audit_names, null) is null),
    primary key (certification_code, language)
);

grant select on vendor_translation, compliance_translation, certification_translation
    to ${application_role}, compliance_center_desk;

-- An item in ten languages is longer.
alter table draft_change drop constraint draft_change_content_check,
    add constraint draft_change_content_check check (length(content::text) <= 5000000);
