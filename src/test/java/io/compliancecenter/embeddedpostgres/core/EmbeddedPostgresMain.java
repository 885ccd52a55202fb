package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.StartupFailureException;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the embedded PostgreSQL in a JVM of its own, which a test can kill. */
class EmbeddedPostgresMain {

    private EmbeddedPostgresMain() {}

    /** Prints the JDBC URL once PostgreSQL runs, or the reason why it does not, and lives on until it is killed. */
    public static void main(String[] arguments) throws Exception {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), 0, Duration.ofMinutes(2));
            System.out.println("started " + postgres.jdbcUrl());
            Thread.currentThread().join();
        } catch (StartupFailureException e) {
            System.out.println("refused " + e.getMessage());
            System.exit(1);
        }
    }
}
