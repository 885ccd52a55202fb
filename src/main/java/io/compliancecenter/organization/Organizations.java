package io.compliancecenter.organization;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The customers of the vendor. Row-level security shows a user those that they are a member of. */
interface Organizations extends Repository<Organization, OrganizationId> {

    /** Those that had the slug before, the latest first. */
    @Query("select o.id.value from Organization o join o.formerSlugs f where f.slug = :slug order by f.givenUpAt desc")
    List<UUID> findIdsByFormerSlug(String slug);
}
