-- Access that a request was granted is that Organization's own: the Organization is part of the key, as between all tables of one.

alter table certificate_request add constraint certificate_request_of_organization unique (organization_id, id);
alter table certificate_access
    add constraint certificate_access_of_request check (request_id is null or organization_id is not null),
    drop constraint certificate_access_request_id_fkey,
    add foreign key (organization_id, request_id) references certificate_request (organization_id, id) on delete restrict;
