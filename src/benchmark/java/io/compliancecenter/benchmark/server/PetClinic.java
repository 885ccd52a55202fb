package io.compliancecenter.benchmark.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** spring-petclinic by {@code java -jar}, with its in-memory database. */
public final class PetClinic implements AutoCloseable {

    public static final String NOT_GIVEN = "No jar of spring-petclinic was given: -Dbenchmark.petclinic=FILE.";

    private static final Pattern STARTED = Pattern.compile("(Started PetClinicApplication)");

    private final ServerProcess process;
    private final URI uri;

    private PetClinic(ServerProcess process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    public static PetClinic start(Path jar, Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Files.createDirectories(directory);
        ServerProcess process = ServerProcess.start(
                directory, null, List.of(), List.of("-jar", jar.toString()), List.of("--server.port=" + port));
        process.await(STARTED);
        return new PetClinic(process, URI.create("http://localhost:" + port));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
