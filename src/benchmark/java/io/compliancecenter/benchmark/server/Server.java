package io.compliancecenter.benchmark.server;

import io.compliancecenter.testing.http.Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged application with its embedded database, in its own JVM. */
public final class Server implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Compliance Center is ready at (http://localhost:\\d+)/");
    private static final Pattern BARE = Pattern.compile("The bare servlet is ready at (http://localhost:\\d+)/");

    /** Headers that Tomcat or the HTTP client sets. */
    private static final Set<String> OWN_HEADERS =
            Set.of("content-length", "date", "connection", "keep-alive", "transfer-encoding");

    /**
     * How the server is started.
     *
     * @param directory for its database, which is reused if it exists
     * @param jvm JVM options, for example {@code -Xmx256m}
     * @param arguments of the application, for example {@code --compliance-center.publishing.location=…}
     */
    public record Options(Path directory, List<String> jvm, List<String> arguments) {

        List<String> allArguments() {
            return Stream.concat(
                            Stream.of(
                                    "--server.port=0",
                                    "--compliance-center.embedded-database.directory="
                                            + directory.resolve("postgresql")),
                            arguments.stream())
                    .toList();
        }
    }

    private static final int SESSIONS = 16;

    private final ServerProcess process;
    private final Options options;
    private final URI uri;
    private final boolean guest;
    private final List<String> sessions = new ArrayList<>();

    /** @param guest whether it uses another server's database, which keeps running */
    private Server(ServerProcess process, Options options, URI uri, boolean guest) {
        this.process = process;
        this.options = options;
        this.uri = uri;
        this.guest = guest;
    }

    /** Starts the application with the bare servlet beside it, and waits until both are ready. */
    public static Server start(Packaged packaged, Options options) throws IOException, InterruptedException {
        Server server = start(options, packaged.withBareServlet(), false);
        server.process.await(BARE);
        return server;
    }

    /** Starts the application with {@code java -jar}, and waits until it is ready. */
    public static Server startAlone(Packaged packaged, Options options) throws IOException, InterruptedException {
        return start(options, List.of("-jar", packaged.jar().toString()), false);
    }

    /** Starts another instance on this server's database. It neither publishes nor signs, and must end first. */
    public Server startAnother(Packaged packaged) throws IOException, InterruptedException {
        return startAnother(List.of("-jar", packaged.jar().toString()));
    }

    /** @param program the arguments of {@code java} */
    public Server startAnother(List<String> program) throws IOException, InterruptedException {
        List<String> external = List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgresPort() + "/compliance_center",
                "--spring.datasource.username=compliance_center",
                "--spring.datasource.password=" + password("compliance_center"),
                "--compliance-center.database.publisher.password=" + password("compliance_center_publisher"),
                "--compliance-center.database.worker.password=" + password("compliance_center_worker"));
        Options another = new Options(options.directory(), options.jvm(), external);
        return start(another, program, true);
    }

    private static Server start(Options options, List<String> program, boolean guest)
            throws IOException, InterruptedException {
        Files.createDirectories(options.directory());
        ServerProcess process =
                ServerProcess.start(options.directory(), null, options.jvm(), program, options.allArguments());
        return new Server(process, options, URI.create(process.await(READY)), guest);
    }

    /** The base URI. */
    public URI uri() {
        return uri;
    }

    /** The body of a page. */
    public long sizeOf(String path, String cookie) throws IOException, InterruptedException {
        return page(path, cookie).body().length;
    }

    private HttpResponse<byte[]> page(String path, String cookie) throws IOException, InterruptedException {
        HttpResponse<byte[]> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri.resolve(path))
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.ofByteArray());
        if (page.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + page.statusCode());
        }
        return page;
    }

    /** Loads the bare servlet with the application's answer and its headers. */
    public URI bareServlet(String path, String cookie) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<byte[]> page = page(path, cookie);
        URI bare = URI.create(process.await(BARE)).resolve(path);
        HttpRequest.Builder put = HttpRequest.newBuilder(bare).PUT(HttpRequest.BodyPublishers.ofByteArray(page.body()));
        page.headers().map().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name) && !name.startsWith(":")) {
                put.header("answer-" + name, values.get(0));
            }
        });
        http.send(put.build(), BodyHandlers.discarding());
        HttpResponse<byte[]> copy = http.send(HttpRequest.newBuilder(bare).build(), BodyHandlers.ofByteArray());
        if (copy.statusCode() != 200 || copy.body().length != page.body().length) {
            throw new IllegalStateException("The bare servlet answers " + copy.statusCode());
        }
        return bare;
    }

    public long pid() {
        return process.pid();
    }

    /** Resident memory of the JVM, in MB (1,000,000 bytes). */
    public double residentMegabytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                .filter(entry -> entry.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6;
    }

    /** The processes of its PostgreSQL, the postmaster first; empty if it does not run. */
    List<ProcessHandle> postgres() throws IOException {
        Path file = postmasterPid();
        if (Files.notExists(file)) {
            return List.of();
        }
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        Optional<ProcessHandle> postmaster = ProcessHandle.of(pid)
                .filter(found ->
                        found.info().command().orElse("").startsWith(database().toString()));
        return postmaster.stream()
                .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                .toList();
    }

    /** The settings with which commands find this database. */
    public List<String> databaseArguments() {
        return List.of("--compliance-center.embedded-database.directory=" + database());
    }

    private Path database() {
        return options.directory().resolve("postgresql");
    }

    private Path postmasterPid() {
        return database().resolve("cluster").resolve("postmaster.pid");
    }

    /** Its database as the superuser. */
    public DataSource superuser() throws IOException {
        return new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:" + postgresPort() + "/compliance_center?currentSchema=compliance_center",
                "postgres",
                password("postgres"));
    }

    private String password(String role) throws IOException {
        return Files.readAllLines(passwordFile()).stream()
                .map(line -> line.split(":"))
                .filter(fields -> fields[3].equals(role))
                .map(fields -> fields[4])
                .findFirst()
                .orElseThrow();
    }

    /** The port of its database. */
    public int postgresPort() throws IOException {
        return Integer.parseInt(Files.readAllLines(postmasterPid()).get(3).strip());
    }

    /** A password file of all roles, for {@code PGPASSFILE}. */
    public Path passwordFile() {
        return database().resolve("pgpass");
    }

    /** Signs in, and returns the value of the {@code Cookie} header. */
    public String signIn(String email, String password) {
        return new Client(uri.getPort()).signIn(email, password).cookies();
    }

    /** Signs in with a demo account. */
    public String signIn() {
        return signIn("admin@acme.example", "compliance-demo");
    }

    /** One session of the demo for each connection of a load. */
    public List<String> sessions() {
        if (sessions.isEmpty()) {
            for (int session = 0; session < SESSIONS; session++) {
                sessions.add(signIn());
            }
        }
        return List.copyOf(sessions);
    }

    /** The application's output so far. */
    String log() {
        return process.log();
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> postgres = guest ? List.of() : postgres();
        process.close();
        postgres.forEach(ProcessHandle::destroyForcibly);
    }
}
