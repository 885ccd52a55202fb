package io.compliancecenter.desk;

import io.compliancecenter.organization.Organization;
import io.compliancecenter.organization.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Searches all Organizations, for whoever works at the desk. */
public interface DeskOrganizations extends Repository<Organization, OrganizationId> {

    /** Of Organizations o: whether one is a customer and its name or slug contains the words, which are in lower case or empty for all. */
    String FOUND =
            " o.retiredAt is null and (:words = '' or locate(:words, lower(o.name)) > 0 or locate(:words, o.slug) > 0)";

    /** The order of Organizations o. */
    String BY_NAME = " order by lower(o.name), o.id.value";

    String ROW = "select o.id.value, o.slug, o.name from Organization o where";

    /** Those whose name or slug contains the words, as a {@link OrganizationRow}. */
    String FIND = ROW + FOUND + BY_NAME;

    /** The Organization with an id, as a {@link OrganizationRow}. */
    String FIND_ONE = ROW + " o.retiredAt is null and o.id.value = :organization";

    /** @param words in lower case; empty for all */
    @Query("select count(*) from Organization o where" + FOUND)
    int count(String words);

    /** Those whose name or slug contains the words, by name. */
    @Query(FIND)
    List<OrganizationRow> find(String words, Limit limit);

    @Query(FIND_ONE)
    Optional<OrganizationRow> find(UUID organization);

    /** An Organization to choose. */
    record OrganizationRow(UUID id, String slug, String name) {}
}
