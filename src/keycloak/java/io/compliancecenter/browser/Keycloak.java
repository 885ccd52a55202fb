package io.compliancecenter.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.compliancecenter.testing.http.Client;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Keycloak with the realm of {@code deploy/keycloak}, started from its distribution, and its administration. */
final class Keycloak implements AutoCloseable {

    /** Everyone's password in that realm, and the administrator's here. */
    static final String PASSWORD = "compliance-demo";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts it, and waits until it serves the realm.
     *
     * @param application port of the application, in place of the realm file's 8080
     */
    static Keycloak start(int port, int application) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("keycloak.home")).toAbsolutePath();
        // An earlier run's realm would stay as it is, with the ports of that run.
        FileSystemUtils.deleteRecursively(home.resolve("data"));
        Path imported = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(
                imported.resolve("realm.json"),
                Files.readString(Path.of("deploy/keycloak/realm.json")).replace(":8080/", ":" + application + "/"));
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("bin/kc.sh").toString(), "start-dev", "--http-port=" + port, "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/keycloak.log").toFile());
        builder.environment()
                .putAll(Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD));
        Keycloak keycloak = new Keycloak(builder.start(), port);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!keycloak.isReady()) {
            if (System.nanoTime() > end || !keycloak.process.isAlive()) {
                keycloak.close();
                throw new AssertionError("Keycloak did not start: see target/keycloak.log");
            }
            Thread.sleep(1_000);
        }
        return keycloak;
    }

    static String issuer(int port) {
        return "http://localhost:" + port + "/realms/compliance";
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(issuer(port) + "/.well-known/openid-configuration"))
                                    .build())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends all sessions of a user, as an administrator does. */
    void signOut(String username) throws IOException, InterruptedException {
        administer("POST", "/users/" + id(username) + "/logout", "");
    }

    void setEnabled(String username, boolean enabled) throws IOException, InterruptedException {
        administer("PUT", "/users/" + id(username), "{\"enabled\":" + enabled + "}");
    }

    /** Gives a user this role in place of the other one. */
    void changeRole(String username, String from, String to) throws IOException, InterruptedException {
        String client = JSON.readTree(administer("GET", "/clients?clientId=compliance-center", ""))
                .get(0)
                .get("id")
                .stringValue();
        String path = "/users/" + id(username) + "/role-mappings/clients/" + client;
        for (String role : List.of(from, to)) {
            String description = administer("GET", "/clients/" + client + "/roles/" + role, "");
            administer(role.equals(from) ? "DELETE" : "POST", path, "[" + description + "]");
        }
    }

    private String id(String username) throws IOException, InterruptedException {
        return JSON.readTree(administer("GET", "/users?exact=true&username=" + username, ""))
                .get(0)
                .get("id")
                .stringValue();
    }

    private String administer(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> token = send(HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Client.encoded(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "admin",
                        "password",
                        PASSWORD))))
                .build());
        JsonNode answer = JSON.readTree(token.body());
        HttpResponse<String> done = send(HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/admin/realms/compliance" + path))
                .header("Authorization", "Bearer " + answer.get("access_token").stringValue())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body, UTF_8))
                .build());
        if (done.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + " gave " + done.statusCode() + " " + done.body());
        }
        return done.body();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
