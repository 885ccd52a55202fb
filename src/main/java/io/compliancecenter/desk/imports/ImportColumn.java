package io.compliancecenter.desk.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a file. An export has them all, so that it can be imported again. */
enum ImportColumn {
    ORGANIZATION(true),
    ORGANIZATION_NAME(true),
    EMAIL(true),
    NAME(true),
    ROLE(true),
    // Only for information
    SLUG(false),
    MANAGED_BY(false),
    SUSPENDED_AT(false),
    STATE(false),
    SOURCE(false),
    PROVIDER(false),
    SINCE(false),
    ORGANIZATION_ID(false);

    private final boolean read;

    ImportColumn(boolean read) {
        this.read = read;
    }

    /** As a header: <em>organization_name</em>. */
    String header() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an import reads it. */
    boolean isRead() {
        return read;
    }

    /** The headers that a file has to have. */
    static List<String> required() {
        return Arrays.stream(values())
                .filter(ImportColumn::isRead)
                .map(ImportColumn::header)
                .toList();
    }

    /** The one with that header, with any case, and with blanks or hyphens in place of underscores. */
    static Optional<ImportColumn> of(@Nullable String header) {
        String name =
                header == null ? "" : header.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        return Arrays.stream(values())
                .filter(column -> column.name().equals(name))
                .findFirst();
    }
}
