package io.compliancecenter.desk.imports;

import static java.util.stream.Collectors.groupingBy;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.imports.CustomersExportRows.OrganizationRow;
import io.compliancecenter.desk.imports.CustomersExportRows.PersonRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads all Organizations, in batches. */
@Service
@ConditionalOnDesk
@Transactional(value = "deskTransactionManager", readOnly = true)
class CustomersExport {

    static final int SIZE = 100;

    private final CustomersExportRows exports;

    CustomersExport(CustomersExportRows exports) {
        this.exports = exports;
    }

    /** Organizations, and those who belong to them, by the Organization's id. */
    record Batch(List<OrganizationRow> organizations, Map<UUID, List<PersonRow>> people) {}

    /** @param after id of the last Organization of the batch before */
    Batch next(UUID after) {
        List<OrganizationRow> organizations = exports.findOrganizations(after, Limit.of(SIZE));
        return new Batch(
                organizations,
                exports
                        .findPeople(
                                organizations.stream().map(OrganizationRow::id).toList())
                        .stream()
                        .collect(groupingBy(PersonRow::organization)));
    }
}
