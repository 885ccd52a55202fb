-- Links and audits get rows of their own.

create table compliance_link (
    compliance_code text    not null references compliance on delete restrict,
    position        integer not null check (position >= 0),
    label           text    not null,
    url             text    not null check (url ~ '^https://'),
    primary key (compliance_code, position)
);

insert into compliance_link (compliance_code, position, label, url)
select code, link.number - 1, link.content ->> 'label', link.content ->> 'url'
  from compliance cross join jsonb_array_elements(links) with ordinality as link (content, number);

alter table compliance drop column links;

create table certification_audit (
    certification_code text    not null references certification on delete restrict,
    position           integer not null check (position >= 0),
    name               text    not null,
    -- ISO 8601, such as P1Y
    every              text    not null check (every ~ '^P'),
    primary key (certification_code, position)
);

alter table certification
    add column renewal_every text check (renewal_every ~ '^P'),
    add column renewal_description text,
    add check ((renewal_every is null) = (renewal_description is null));

update certification
   set renewal_every = renewal_cycle ->> 'every', renewal_description = renewal_cycle ->> 'description'
 where renewal_cycle is not null;

insert into certification_audit (certification_code, position, name, every)
select code, audit.number - 1, audit.content ->> 'name', audit.content ->> 'every'
  from certification cross join jsonb_array_elements(renewal_cycle -> 'audits') with ordinality as audit (content, number)
 where renewal_cycle is not null;

alter table certification drop column renewal_cycle;

create trigger compliance_link_revises_catalogue after insert or update or delete or truncate on compliance_link
    for each statement execute function revise_catalogue();
create trigger certification_audit_revises_catalogue after insert or update or delete or truncate on certification_audit
    for each statement execute function revise_catalogue();

grant select on compliance_link, certification_audit to ${application_role};
