package io.compliancecenter.desk.imports;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.imports.CustomersExport.Batch;
import io.compliancecenter.desk.imports.CustomersExportRows.OrganizationRow;
import io.compliancecenter.desk.imports.CustomersExportRows.PersonRow;
import io.compliancecenter.support.CsvTable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes all Organizations with their members as comma-separated values that can be imported again. It reads and writes in batches:
 * no database connection is held while the client reads.
 */
@Component
@ConditionalOnDesk
class CustomersCsv {

    private final CustomersExport export;

    CustomersCsv(CustomersExport export) {
        this.export = export;
    }

    void write(ZoneId zone, OutputStream out) throws IOException {
        CsvTable table = new CsvTable(
                out,
                Arrays.stream(ImportColumn.values()).map(ImportColumn::header).toList());
        UUID after = new UUID(0, 0);
        Batch batch;
        do {
            batch = export.next(after);
            for (OrganizationRow organization : batch.organizations()) {
                List<PersonRow> people = batch.people().getOrDefault(organization.id(), List.of());
                if (people.isEmpty()) {
                    table.row(cells(organization, null, zone));
                }
                for (PersonRow person : people) {
                    table.row(cells(organization, person, zone));
                }
                after = organization.id();
            }
            table.flush();
        } while (batch.organizations().size() == CustomersExport.SIZE);
    }

    private static List<String> cells(OrganizationRow organization, @Nullable PersonRow person, ZoneId zone) {
        return Arrays.stream(ImportColumn.values())
                .map(column -> cell(column, organization, person, zone))
                .toList();
    }

    private static String cell(
            ImportColumn column, OrganizationRow organization, @Nullable PersonRow person, ZoneId zone) {
        return switch (column) {
            case ORGANIZATION -> organization.key();
            case ORGANIZATION_NAME -> organization.name();
            case SLUG -> organization.slug();
            case MANAGED_BY -> organization.managedBy();
            case SUSPENDED_AT -> CsvTable.time(organization.suspendedAt(), zone);
            case ORGANIZATION_ID -> organization.id().toString();
            default -> person == null ? "" : cell(column, person, zone);
        };
    }

    private static String cell(ImportColumn column, PersonRow person, ZoneId zone) {
        return switch (column) {
            case EMAIL -> person.email();
            case NAME -> Objects.requireNonNullElse(person.name(), "");
            case ROLE -> person.role();
            case STATE -> person.state();
            case SOURCE -> person.source();
            case PROVIDER -> Objects.requireNonNullElse(person.provider(), "");
            case SINCE -> CsvTable.time(person.since(), zone);
            default -> throw new IllegalArgumentException("Not of a person: " + column);
        };
    }
}
