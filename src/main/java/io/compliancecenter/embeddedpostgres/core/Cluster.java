package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.PrivateFiles;
import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** PostgreSQL's data directory: created once and atomically, and used only by the major version that created it. */
record Cluster(DataDirectory directory, Programs programs) {

    /** Creates the cluster if there is none, and reads the passwords, or sets new ones if they are lost. */
    Passwords prepare() throws IOException {
        Optional<Passwords> stored = Passwords.read(directory.passwords());
        if (existsIn(directory.root())) {
            checkVersion();
            return stored.isPresent() ? complete(stored.get()) : replacePasswords();
        }
        Passwords passwords = stored.map(Passwords::complete).orElseGet(Passwords::generate);
        PrivateFiles.write(directory.passwords(), passwords.text());
        initialise(passwords);
        return passwords;
    }

    private Passwords complete(Passwords stored) throws IOException {
        Passwords passwords = stored.complete();
        if (!passwords.equals(stored)) {
            PrivateFiles.write(directory.passwords(), passwords.text());
        }
        return passwords;
    }

    static boolean existsIn(Path root) {
        return Files.exists(versionFile(root.resolve("cluster")));
    }

    private static Path versionFile(Path cluster) {
        return cluster.resolve("PG_VERSION");
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(versionFile(directory.cluster())).strip();
        String ours = programs.majorVersion();
        if (!found.equals(ours)) {
            throw new StartupFailureException(
                    "The embedded database in %s was created by PostgreSQL %s, and this release of Compliance Center contains"
                                    .formatted(directory.root(), found)
                            + " PostgreSQL %s, which cannot read it.".formatted(ours),
                    "Start the release that created it, dump its database with pg_dump and restore the dump into a new"
                            + " directory, or name another one with compliance-center.embedded-database.directory.");
        }
    }

    private void initialise(Passwords passwords) throws IOException {
        Path unfinished = directory.createUnfinished();
        Path password = unfinished.resolve("superuser-password");
        Path cluster = unfinished.resolve("cluster");
        PrivateFiles.write(password, passwords.of(Roles.SUPERUSER));
        programs.run(
                "",
                "initdb",
                "--pgdata=" + cluster,
                "--username=" + Roles.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--set=scram_iterations=" + Passwords.SCRAM_ITERATIONS,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        Files.delete(password);
        Files.move(cluster, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(unfinished);
    }

    /** Lost passwords can be replaced in single-user mode, which asks the owner of the files for none. */
    private Passwords replacePasswords() throws IOException {
        Passwords passwords = Passwords.generate();
        programs.run(
                "alter role %s password '%s'\n".formatted(Roles.SUPERUSER, passwords.of(Roles.SUPERUSER)),
                "postgres",
                "--single",
                "-D",
                directory.cluster().toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "password_encryption=scram-sha-256",
                "-c",
                "scram_iterations=" + Passwords.SCRAM_ITERATIONS,
                "postgres");
        PrivateFiles.write(directory.passwords(), passwords.text());
        return passwords;
    }
}
