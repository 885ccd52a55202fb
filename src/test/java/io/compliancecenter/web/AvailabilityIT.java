package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.InterruptibleProxy;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.TakenConnections;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The database is away, or has no connection to spare. The instance here reaches it over a line that can be cut. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvailabilityIT {

    @Autowired
    ApplicationContext application;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Records records;

    @Autowired
    Actors actors;

    InterruptibleProxy line;
    Instance instance;

    @BeforeAll
    void start() throws Exception {
        String url = application.getBean(JdbcConnectionDetails.class).getJdbcUrl();
        line = new InterruptibleProxy(Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1")));
        instance = Instance.beside(
                application,
                Map.of(
                        "spring.datasource.url",
                        url.replaceFirst(":\\d+/", ":" + line.port() + "/"),
                        "spring.datasource.hikari.maximum-pool-size",
                        "4"));
    }

    @AfterAll
    void stop() {
        instance.close();
        line.close();
    }

    // UnavailableFilter
    @Test
    void whileTheDatabaseIsAwayPagesAre503AndComeBackByThemselves() throws Exception {
        Tenant tenant = fixtures.organization();
        Client client = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        line.cut();

        for (String path : new String[] {"/", "/sign-in", tenant.path("/compliances")}) {
            Answer answer = client.get(path);
            // The page to sign in needs the database only for a visitor who has a session.
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.html().select("main.problem")).hasSize(1);
            assertThat(answer.text()).doesNotContain("Exception", "postgresql", "Hikari", "127.0.0.1");
        }
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);

        line.mend();
        assertThat(eventually(client, tenant.path("/compliances"), 200)).isTrue();
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    // application.yaml: connection-timeout
    @Test
    void aFullPoolIs503WithinTwoSeconds() throws Exception {
        Tenant tenant = fixtures.organization();
        Client client = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        try (TakenConnections all = new TakenConnections(instance)) {
            Duration shortest = Duration.ofDays(1);
            // A busy machine may add a moment now and then.
            for (int attempt = 0; attempt < 5 && shortest.compareTo(Duration.ofSeconds(2)) >= 0; attempt++) {
                long start = System.nanoTime();
                assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(503);
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                shortest = taken.compareTo(shortest) < 0 ? taken : shortest;
            }
            assertThat(shortest).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(200);
    }

    // PasswordSignIn passes the database's exceptions on
    @Test
    void theRightPasswordIsNeverCalledWrongWhileTheDatabaseIsShortOfConnections() throws Exception {
        // So few for each account and in all that none is delayed, even if each counts as failed for a while.
        List<Tenant> tenants = Stream.generate(fixtures::organization).limit(10).toList();
        HikariDataSource pool = instance.bean(HikariDataSource.class);
        List<Callable<String>> signIns = IntStream.range(0, 40)
                .<Callable<String>>mapToObj(number -> () -> {
                    String email = tenants.get(number % tenants.size()).admin().email();
                    Client client = new Client(instance.port());
                    Answer page = client.get("/sign-in");
                    Answer answer =
                            client.submit(page.form("/sign-in"), Map.of("email", email, "password", Fixtures.PASSWORD));
                    return answer.status() == 302
                            ? answer.location()
                            : answer.status() + " again after " + answer.header("Retry-After") + " s";
                })
                .toList();
        ExecutorService people = Executors.newFixedThreadPool(12);
        Map<String, Long> answers;
        try {
            List<Future<String>> begun = new ArrayList<>();
            signIns.forEach(signIn -> begun.add(people.submit(signIn)));
            // All, then all but one, then none: at every moment, some sign-in is just about to ask for a connection.
            for (int free = 0; free <= 1; free++) {
                List<Connection> taken = new ArrayList<>();
                try {
                    while (taken.size() < pool.getMaximumPoolSize() - free) {
                        taken.add(DataSourceUtils.getConnection(pool));
                    }
                    begun.get(10 * (free + 1)).get();
                } catch (CannotGetJdbcConnectionException sharedWithSignIns) {
                    // Then it is short of them already.
                } finally {
                    for (Connection connection : taken) {
                        connection.close();
                    }
                }
            }
            List<String> ended = new ArrayList<>();
            for (Future<String> signIn : begun) {
                ended.add(signIn.get());
            }
            answers = ended.stream().collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        } finally {
            people.shutdownNow();
            fixtures.forgetSignInDelays();
        }
        assertThat(answers).containsOnlyKeys("/", "503 again after 5 s");
    }

    // Deliveries.record: the catch
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aDeliveryThatCannotBeRecordedIsAnErrorInTheLogAndTheCopyIsWhole(CapturedOutput output) throws Exception {
        Tenant tenant = fixtures.organization();
        Issued issued = fixtures.certificate(Pdfs.large("What it certifies", 3_140_000));
        Client client = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        UUID permit = actors.adminOf(tenant).permit(issued, "10 minutes");
        String file = tenant.path("/downloads/" + permit + "/file");
        byte[] copy;
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress("localhost", instance.port()));
            slow.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\nCookie: SESSION=%s\r\n\r\n"
                            .formatted(file, instance.port(), client.session())
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getInputStream().readNBytes(2000);
            line.cut();
            copy = slow.getInputStream().readAllBytes();
        }
        for (int tries = 0; tries < 200 && errors(output).isEmpty(); tries++) {
            LockSupport.parkNanos(100_000_000);
        }
        line.mend();

        // The end of a PDF
        assertThat(new String(copy, copy.length - 7, 7, StandardCharsets.US_ASCII).strip())
                .endsWith("%%EOF");
        assertThat(eventually(client, tenant.path("/compliances"), 200)).isTrue();
        Answer again = client.get(file);
        assertThat(again.status()).isEqualTo(200);
        int size = again.bytes().length;
        assertThat(errors(output))
                .singleElement()
                .asString()
                .contains(
                        "A delivery could not be recorded: permit " + permit + ", " + size + " of " + size + " bytes");
        fixtures.retire(issued);
    }

    private static List<String> errors(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("ERROR") && line.contains("could not be recorded"))
                .toList();
    }

    @Test
    void anAcceptanceThatCouldNotBeRecordedIs503AndNoPermit() throws Exception {
        Tenant tenant = fixtures.organization();
        Issued issued = fixtures.certificate();
        Client client = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        FormElement form = client.get(tenant.path("/certificates/" + issued.certificate() + "/terms"))
                .form("/acceptances");
        line.cut();
        assertThat(client.submit(form, Map.of("agreed", "true")).status()).isEqualTo(503);
        line.mend();
        assertThat(records.acceptances(tenant)).isEmpty();

        // The page that failed can be sent again.
        assertThat(eventually(client, tenant.path("/compliances"), 200)).isTrue();
        assertThat(client.submit(form, Map.of("agreed", "true")).status()).isEqualTo(303);
        assertThat(records.acceptances(tenant)).hasSize(1);
        fixtures.retire(issued);
    }

    // RequestErrorAdvice.extendHandlerExceptionResolvers
    @Test
    void whoLosesTheDatabaseBetweenTwoQuestionsGets503AndNotAnEmptyAnswer() throws Exception {
        Tenant tenant = fixtures.organization();
        Client client = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        // New connections: the old ones have prepared their statements, and do not say them any more.
        line.cut();
        line.mend();
        assertThat(eventually(client, tenant.path("/compliances"), 200)).isTrue();

        line.cutAt("set_config('compliance_center.organization_id'");
        Answer answer = client.get(tenant.path("/activity"));
        line.mend();

        assertThat(eventually(client, tenant.path("/activity"), 200)).isTrue();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.html().select("main.problem")).hasSize(1);
    }

    /** Asks until it is so. Each answer comes when a connection is there, or when waiting for one has taken too long. */
    private static boolean eventually(Client client, String path, int status) {
        for (int attempt = 0; attempt < 40; attempt++) {
            if (client.get(path).status() == status) {
                return true;
            }
        }
        return false;
    }
}
