package io.compliancecenter.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the vendor's desk connects to the database. Its role is always {@code compliance_center_desk}.
 *
 * @param password Password of the role compliance_center_desk. Without it, this instance has no desk. The embedded database needs
 *     none.
 */
@ConfigurationProperties("compliance-center.desk.database")
record DeskDatabaseProperties(@Nullable String password) {

    /** Without the password, so that no log contains it. */
    @Override
    public String toString() {
        return "DeskDatabaseProperties";
    }
}
