-- The slugs that an Organization had before, so that links to its pages go on working for its members.

create table former_slug (
    organization_id uuid        not null references organization on delete restrict,
    slug            text        not null,
    given_up_at     timestamptz not null default now(),
    primary key (organization_id, slug)
);
create index former_slug_slug on former_slug (slug);

create function keep_former_slug() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    insert into former_slug values (old.id, old.slug)
        on conflict (organization_id, slug) do update set given_up_at = excluded.given_up_at;
    return null;
end
$$;
create trigger changed_slug_is_kept after update on organization
    for each row when (old.slug <> new.slug) execute function keep_former_slug();

-- A user sees those of the Organizations that they are a member of, as with the Organizations themselves.
alter table former_slug enable row level security, force row level security;
create policy own_organizations on former_slug for select
    using (exists (select from member
                   where member.organization_id = former_slug.organization_id
                     and member.user_id = (select current_user_id())
                     and member.retired_at is null));
create policy publishing on former_slug to current_user using (true) with check (true);

grant select on former_slug to ${application_role};
