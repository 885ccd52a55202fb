-- What the folder that the desk exports has to say, and the downloads of each month.

-- What documents hold that somebody had to allow before they were published, by their bytes. A folder that is exported says so, and
-- publishes to an empty database then. Without a row it is not known: documents from before this table are examined when they are
-- exported for the first time.

create table kept_content (
    sha256 bytea  primary key check (length(sha256) = 32),
    kept   text[] not null check (kept <@ array ['ATTACHMENTS', 'LINKS'])
);

-- Drafts that were published say it.
insert into kept_content (sha256, kept)
select c.sha256, array(select a.value from jsonb_array_elements_text(d.content -> 'allowances') a (value)
                        where a.value in ('ATTACHMENTS', 'LINKS') order by a.value)
  from draft_change d join draft published on published.id = d.draft_id join certificate c on c.id::text = d.key
 where published.state = 'PUBLISHED' and d.kind = 'CERTIFICATE' and jsonb_typeof(d.content -> 'allowances') = 'array'
on conflict do nothing;

grant select on kept_content to compliance_center_desk;

-- Downloads of each month are counted in it alone: it has what the policies and the filter by certificate look at.
drop index download_permit_latest;
create index download_permit_latest on download_permit (granted_at desc, id desc) include (organization_id, certificate_id);
