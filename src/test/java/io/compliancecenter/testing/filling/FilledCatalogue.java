package io.compliancecenter.testing.filling;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Adds the catalogue of a large vendor to a database that {@link Filling} has filled: 1,000 certificates, of which a quarter or so is
 * not for everyone, 200 access groups with all Organizations spread over them, and what the desk has done for its customers. The
 * demo stays.
 */
public final class FilledCatalogue {

    private FilledCatalogue() {}

    /** Triggers and functions of the product write it, and its entries of the record. */
    public static void add(DataSource superuser) throws SQLException, IOException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(script());
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
        }
    }

    private static String script() throws IOException {
        try (InputStream source = FilledCatalogue.class.getResourceAsStream("/filling/catalogue.sql")) {
            return new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
