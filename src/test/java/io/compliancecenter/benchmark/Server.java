package io.compliancecenter.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/** The packaged application with its embedded database, in a JVM that is started for being measured. */
final class Server implements AutoCloseable {

    /**
     * How it is started.
     *
     * @param directory keeps its database; what is there already stays
     * @param jvm options of the JVM, such as {@code -Xmx256m}
     * @param arguments of the application, such as {@code --compliance-center.provisioning.location=…}
     */
    record Options(Path directory, List<String> jvm, List<String> arguments) {}

    private final URI uri;
    private final Process process;

    private Server(URI uri, Process process) {
        this.uri = uri;
        this.process = process;
    }

    /** Starts it, and waits until it is ready. */
    static Server start(Bench bench, Options options) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Where it serves, without a path. */
    URI uri() {
        return uri;
    }

    /** Where the bare servlet in the same JVM writes these bytes, with the headers of this answer. */
    URI bareServlet(String path, String cookie) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    long pid() {
        return process.pid();
    }

    /** The processes of its PostgreSQL, the one that started the others first. */
    List<ProcessHandle> postgres() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Its database, for the superuser. */
    DataSource superuser() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Port of its database, for pgbench. */
    int postgresPort() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** A file for {@code PGPASSFILE} with the passwords of all roles. */
    Path passwordFile() {
        throw new UnsupportedOperationException();
    }

    /** Signs in, and gives the value of the header {@code Cookie}. */
    String signIn(String email, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
    }
}
