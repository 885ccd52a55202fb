package io.compliancecenter.organization;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The slugs that Organizations had before. */
@Repository
class FormerSlugs {

    private final JdbcClient database;

    FormerSlugs(JdbcClient database) {
        this.database = database;
    }

    /**
     * The Organizations of the user whom the thread is bound to that had that slug, the last one first. Those of others do not
     * show.
     */
    @Transactional(readOnly = true)
    List<OrganizationId> organizations(String slug) {
        return database
                .sql("select organization_id from former_slug where slug = :slug order by given_up_at desc")
                .param("slug", slug)
                .query(UUID.class)
                .list()
                .stream()
                .map(OrganizationId::new)
                .toList();
    }
}
