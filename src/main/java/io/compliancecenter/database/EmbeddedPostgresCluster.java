package io.compliancecenter.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's data directory: made once, only by the release that fits, and never half. */
final class EmbeddedPostgresCluster {

    private final EmbeddedPostgresDirectory directory;
    private final EmbeddedPostgresPrograms programs;

    EmbeddedPostgresCluster(EmbeddedPostgresDirectory directory, EmbeddedPostgresPrograms programs) {
        this.directory = directory;
        this.programs = programs;
    }

    /** Makes the cluster if there is none, and finds the passwords, or sets new ones if they are lost. */
    EmbeddedPostgresPasswords prepare() throws IOException {
        Optional<EmbeddedPostgresPasswords> stored = EmbeddedPostgresPasswords.read(directory.passwords());
        if (Files.exists(versionFile())) {
            checkVersion();
            return stored.isPresent() ? stored.get() : replacePasswords();
        }
        EmbeddedPostgresPasswords passwords = stored.orElseGet(EmbeddedPostgresPasswords::generate);
        directory.writePrivately(directory.passwords(), passwords.lines());
        initialise(passwords);
        return passwords;
    }

    private Path versionFile() {
        return directory.cluster().resolve("PG_VERSION");
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(versionFile()).strip();
        String brought = programs.majorVersion();
        if (!found.equals(brought)) {
            throw new EmbeddedPostgresException(
                    "The embedded database in %s was made by PostgreSQL %s, and this release of Compliance Center brings"
                                    .formatted(directory.root(), found)
                            + " PostgreSQL %s, which cannot read it.".formatted(brought),
                    "Start the release that made it, dump its database with pg_dump and restore that into a new"
                            + " directory, or name another one with compliance-center.embedded-database.directory.",
                    null);
        }
    }

    private void initialise(EmbeddedPostgresPasswords passwords) throws IOException {
        Path unfinished = directory.createUnfinished();
        Path password = unfinished.resolve("superuser-password");
        Path cluster = unfinished.resolve("cluster");
        directory.writePrivately(password, List.of(passwords.superuser()));
        programs.run(
                "",
                "initdb",
                "--pgdata=" + cluster,
                "--username=" + EmbeddedPostgresRoles.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.delete(password);
        Files.move(cluster, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(unfinished);
    }

    /** Without a password nobody gets in but by the single-user mode, which asks none of who owns the files. */
    private EmbeddedPostgresPasswords replacePasswords() throws IOException {
        EmbeddedPostgresPasswords passwords = EmbeddedPostgresPasswords.generate();
        programs.run(
                "alter role %s password '%s'\n".formatted(EmbeddedPostgresRoles.SUPERUSER, passwords.superuser()),
                "postgres",
                "--single",
                "-D",
                directory.cluster().toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "password_encryption=scram-sha-256",
                "postgres");
        directory.writePrivately(directory.passwords(), passwords.lines());
        return passwords;
    }
}
