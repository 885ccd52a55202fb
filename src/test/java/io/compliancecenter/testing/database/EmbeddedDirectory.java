package io.compliancecenter.testing.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What an embedded database leaves in its directory, by which others find it.
 *
 * @param path as {@code compliance-center.embedded-database.directory} has it
 */
public record EmbeddedDirectory(Path path) {

    /** The file in which PostgreSQL says that it runs. */
    public Path pidFile() {
        return path.resolve("cluster").resolve("postmaster.pid");
    }

    /** Where PostgreSQL writes its log. */
    public Path logs() {
        return path.resolve("cluster").resolve("log");
    }

    /** The database, for its superuser, from whom nothing is hidden. */
    public DataSource superuser() throws IOException {
        return dataSource("postgres");
    }

    /** The database, for the owner of its schema. */
    public DataSource owner() throws IOException {
        return dataSource("compliance_center_owner");
    }

    private DataSource dataSource(String user) throws IOException {
        String port = Files.readAllLines(pidFile()).get(3).strip();
        return new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + port + "/compliance_center?currentSchema=compliance_center",
                user,
                password(user));
    }

    /** The password of a role. */
    public String password(String user) throws IOException {
        return Files.readAllLines(path.resolve("pgpass")).stream()
                .map(line -> line.split(":"))
                .filter(fields -> fields[3].equals(user))
                .map(fields -> fields[4])
                .findFirst()
                .orElseThrow();
    }
}
