package io.compliancecenter.desk;

import static io.compliancecenter.organization.DeskRole.APPROVER;
import static io.compliancecenter.organization.DeskRole.AUDITOR;
import static io.compliancecenter.organization.DeskRole.EDITOR;
import static io.compliancecenter.organization.DeskRole.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the desk, for every role there, for customers, and for nobody. The addresses come from the application's own
 * mappings: one that is missing in the table fails.
 */
@IntegrationTest
class DeskAccessIT {

    private static final Set<DeskRole> ALL = EnumSet.allOf(DeskRole.class);

    /** Who may call what. */
    private static final Map<String, Set<DeskRole>> ALLOWED = Map.ofEntries(
            Map.entry("GET /desk", ALL),
            Map.entry("GET /desk/catalogue", ALL),
            Map.entry("POST /desk/catalogue/{kind}/{code}/manager", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/{kind}/{code}/yaml", ALL),
            Map.entry("GET /desk/catalogue/{kind}/{code}/yaml/file", ALL),
            Map.entry("GET /desk/groups", ALL),
            Map.entry("POST /desk/groups", Set.of(SUPPORT)),
            Map.entry("GET /desk/groups/{group}", ALL),
            Map.entry("POST /desk/groups/{group}/name", Set.of(SUPPORT)),
            Map.entry("POST /desk/groups/{group}/retirement", Set.of(SUPPORT)),
            Map.entry("POST /desk/groups/{group}/organizations", Set.of(SUPPORT)),
            Map.entry("POST /desk/groups/{group}/organizations/{organization}/removal", Set.of(SUPPORT)),
            Map.entry("POST /desk/group-proposals/{proposal}", Set.of(SUPPORT, APPROVER)),
            Map.entry("GET /desk/rules", ALL),
            Map.entry("POST /desk/rules", Set.of(SUPPORT)),
            Map.entry("POST /desk/rules/{rule}/decision", Set.of(APPROVER)),
            Map.entry("POST /desk/rules/{rule}/end", Set.of(SUPPORT)),
            Map.entry("GET /desk/folder", ALL),
            Map.entry("POST /desk/folder/export", Set.of(EDITOR)),
            Map.entry("POST /desk/folder/comparison", Set.of(APPROVER)),
            Map.entry("POST /desk/folder/publication", Set.of(APPROVER)),
            Map.entry("GET /desk/catalogue/certifications/{code}/certificate", Set.of(EDITOR)),
            Map.entry("POST /desk/catalogue/certifications/{code}/certificate", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/certifications/{code}/certificates", ALL),
            Map.entry("POST /desk/catalogue/certifications/{code}/certificates/{id}/withdrawal", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/certifications/new", Set.of(EDITOR)),
            Map.entry("POST /desk/catalogue/certifications/new", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/certifications/{code}/edit", Set.of(EDITOR)),
            Map.entry("POST /desk/catalogue/certifications/{code}/edit", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/compliances/new", Set.of(EDITOR)),
            Map.entry("POST /desk/catalogue/compliances/new", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/compliances/{code}/edit", Set.of(EDITOR)),
            Map.entry("POST /desk/catalogue/compliances/{code}/edit", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/{kind}/order", Set.of(EDITOR)),
            Map.entry("POST /desk/catalogue/{kind}/order", Set.of(EDITOR)),
            Map.entry("GET /desk/catalogue/{kind}/{code}/retirement", Set.of(EDITOR)),
            Map.entry("POST /desk/catalogue/{kind}/{code}/retirement", Set.of(EDITOR)),
            Map.entry("GET /desk/customers", ALL),
            Map.entry("GET /desk/customers.csv", ALL),
            Map.entry("GET /desk/customers/import", Set.of(SUPPORT)),
            Map.entry("POST /desk/customers/import", Set.of(SUPPORT)),
            Map.entry("GET /desk/customers/import/{upload}", Set.of(SUPPORT)),
            Map.entry("POST /desk/customers/import/{upload}", Set.of(SUPPORT)),
            Map.entry("GET /desk/customers/import/{upload}/errors.csv", Set.of(SUPPORT)),
            Map.entry("GET /desk/customers/{organization}", ALL),
            Map.entry("POST /desk/customers/{organization}/suspension", Set.of(SUPPORT)),
            Map.entry("GET /desk/agreements", ALL),
            Map.entry("GET /desk/customers/{organization}/agreements/new", Set.of(SUPPORT)),
            Map.entry("POST /desk/customers/{organization}/agreements/new", Set.of(SUPPORT)),
            Map.entry("GET /desk/customers/{organization}/agreements/{agreement}", ALL),
            Map.entry("GET /desk/customers/{organization}/agreements/{agreement}/edit", Set.of(SUPPORT)),
            Map.entry("POST /desk/customers/{organization}/agreements/{agreement}/edit", Set.of(SUPPORT)),
            Map.entry(
                    "GET /desk/customers/{organization}/agreements/{agreement}/paper",
                    Set.of(SUPPORT, APPROVER, AUDITOR)),
            Map.entry("POST /desk/customers/{organization}/agreements/{agreement}/submission", Set.of(SUPPORT)),
            Map.entry("POST /desk/customers/{organization}/agreements/{agreement}/approval", Set.of(APPROVER)),
            Map.entry("POST /desk/customers/{organization}/agreements/{agreement}/return", Set.of(SUPPORT, APPROVER)),
            Map.entry("POST /desk/customers/{organization}/agreements/{agreement}/discarding", Set.of(SUPPORT)),
            Map.entry("POST /desk/customers/{organization}/agreements/{agreement}/end", Set.of(SUPPORT, APPROVER)),
            Map.entry(
                    "POST /desk/customers/{organization}/agreements/{agreement}/paper/purge-request", Set.of(SUPPORT)),
            Map.entry(
                    "POST /desk/customers/{organization}/agreements/{agreement}/paper/purge-decline",
                    Set.of(SUPPORT, APPROVER)),
            Map.entry("POST /desk/customers/{organization}/agreements/{agreement}/paper/purge", Set.of(APPROVER)),
            Map.entry("GET /desk/downloads", ALL),
            Map.entry("GET /desk/downloads.csv", ALL),
            Map.entry("GET /desk/downloads/superseded", ALL),
            Map.entry("GET /desk/downloads/terms", ALL),
            Map.entry("GET /desk/requests", ALL),
            Map.entry("GET /desk/requests/{request}", ALL),
            Map.entry("POST /desk/requests/{request}/grant", Set.of(SUPPORT)),
            Map.entry("POST /desk/requests/{request}/decline", Set.of(SUPPORT)),
            Map.entry("POST /desk/requests/{request}/end", Set.of(SUPPORT)),
            Map.entry("GET /desk/people", ALL),
            Map.entry("POST /desk/people/{person}/removal", Set.of(APPROVER)),
            Map.entry("GET /desk/trace", Set.of(SUPPORT, AUDITOR)),
            Map.entry("POST /desk/trace", Set.of(SUPPORT, AUDITOR)),
            Map.entry("POST /desk/trace/file", Set.of(SUPPORT, AUDITOR)),
            Map.entry("GET /desk/terms", ALL),
            Map.entry("GET /desk/terms/new", Set.of(EDITOR)),
            Map.entry("POST /desk/terms/new", Set.of(EDITOR)),
            Map.entry("POST /desk/terms/{version}/withdrawal", Set.of(EDITOR)),
            Map.entry("GET /desk/personal-data", Set.of(SUPPORT, AUDITOR)),
            Map.entry("POST /desk/personal-data", Set.of(SUPPORT, AUDITOR)),
            Map.entry("POST /desk/personal-data/erasure", Set.of(SUPPORT)),
            Map.entry("GET /desk/withdrawn", ALL),
            Map.entry("GET /desk/withdrawn/{withdrawn}", ALL),
            Map.entry("POST /desk/withdrawn/{withdrawn}/purge-request", Set.of(EDITOR)),
            Map.entry("POST /desk/withdrawn/{withdrawn}/purge-decline", Set.of(EDITOR, APPROVER)),
            Map.entry("POST /desk/withdrawn/{withdrawn}/purge", Set.of(APPROVER)),
            Map.entry("GET /desk/drafts", ALL),
            Map.entry("POST /desk/drafts", Set.of(EDITOR)),
            Map.entry("GET /desk/drafts/{draft}", ALL),
            Map.entry("GET /desk/drafts/{draft}/preview", ALL),
            Map.entry("GET /desk/drafts/{draft}/preview/{organization}/compliances", ALL),
            Map.entry("GET /desk/drafts/{draft}/preview/{organization}/compliances/{code}", ALL),
            Map.entry("GET /desk/drafts/{draft}/preview/{organization}/certifications", ALL),
            Map.entry("GET /desk/drafts/{draft}/preview/{organization}/certifications/{code}", ALL),
            Map.entry("GET /desk/drafts/{draft}/preview/{organization}/terms/{certificate}", ALL),
            Map.entry("GET /desk/drafts/{draft}/certificates/{key}", Set.of(EDITOR)),
            Map.entry("POST /desk/drafts/{draft}/certificates/{key}", Set.of(EDITOR)),
            Map.entry("GET /desk/drafts/{draft}/certificates/{key}/sample", Set.of(EDITOR, APPROVER)),
            Map.entry("POST /desk/drafts/{draft}/changes/{kind}/{key}/removal", Set.of(EDITOR)),
            Map.entry("POST /desk/drafts/{draft}/submission", Set.of(EDITOR)),
            Map.entry("POST /desk/drafts/{draft}/approval", Set.of(APPROVER)),
            Map.entry("POST /desk/drafts/{draft}/return", Set.of(EDITOR, APPROVER)),
            Map.entry("POST /desk/drafts/{draft}/discarding", Set.of(EDITOR)));

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    DeskRoleSql deskRole;

    Issued issued;
    Issued downloadable;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private final Map<DeskRole, User> people = new EnumMap<>(DeskRole.class);
    private final Map<DeskRole, Client> clients = new EnumMap<>(DeskRole.class);
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void signIn() {
        for (DeskRole role : DeskRole.values()) {
            User person = fixtures.deskPerson(role.name());
            people.put(role, person);
            clients.put(role, new Client(port).signIn(person.email(), Fixtures.PASSWORD));
        }
        String draft = client(EDITOR)
                .post(
                        "/desk/drafts",
                        Map.of("title", "A draft", "_csrf", client(EDITOR).token()))
                .location();
        variables.put("draft", draft.substring(draft.lastIndexOf('/') + 1));
        downloadable = fixtures.certificate();
        variables.put("certificate", downloadable.certificate().toString());
        new DeskDrafts(deskRole)
                .change(
                        fixtures.deskPerson("EDITOR"),
                        UUID.fromString(variables.get("draft")),
                        "TERMS",
                        "999",
                        "{\"kind\": \"MATERIAL\", \"texts\": {\"en\": \"New words.\"}}");
        variables.put("code", fixtures.deskCertification());
        fixtures.update(
                "insert into compliance (code, position, name, status, summary, description)"
                        + " values (?, 1001, 'A rule', 'COMPLIANT', 'A summary.', 'What it is.')",
                variables.get("code"));
        fixtures.update("update compliance set managed_by = 'DESK' where code = ?", variables.get("code"));
        variables.put("person", UUID.randomUUID().toString());
        variables.put("id", UUID.randomUUID().toString());
        variables.put("kind", "CERTIFICATION");
        Tenant asking = fixtures.organization();
        variables.put("organization", asking.id().toString());
        variables.put("request", request(asking).toString());
        variables.put(
                "agreement",
                new PaperAgreements(fixtures, deskRole)
                        .open(asking, "-1 day", null)
                        .toString());
        String upload = client(SUPPORT)
                .upload(
                        "/desk/customers/import",
                        Map.of("_csrf", client(SUPPORT).token()),
                        "customers.csv",
                        "no header".getBytes(StandardCharsets.UTF_8))
                .location();
        variables.put("upload", upload.substring(upload.lastIndexOf('/') + 1));
        variables.put("group", fixtures.group(asking));
        variables.put("proposal", UUID.randomUUID().toString());
        variables.put("rule", UUID.randomUUID().toString());
        variables.put("version", "999");
        Issued withdrawn = fixtures.certificate();
        fixtures.retire(withdrawn);
        variables.put("withdrawn", withdrawn.certificate().toString());
        variables.put("key", UUID.randomUUID().toString());
    }

    private UUID request(Tenant asking) {
        issued = fixtures.certificate();
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        return actors.adminOf(asking).inTransaction(database -> {
            database.sql("select request_certificate(?, 'A reason', 'en')")
                    .params(issued.certificate())
                    .query(String.class)
                    .single();
            return database.sql("select id from certificate_request")
                    .query(UUID.class)
                    .single();
        });
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
        fixtures.retire(downloadable);
    }

    private Client client(DeskRole role) {
        return clients.get(role);
    }

    private static Stream<String> split(String address, int part) {
        return Stream.of(address.split(" ")[part]);
    }

    private String path(String address) {
        String path = split(address, 1).findFirst().orElseThrow();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    private Answer send(Client client, String address) {
        return address.startsWith("GET ")
                ? client.get(path(address))
                : client.post(
                        path(address),
                        Map.of("_csrf", client.token(), "revision", "1", "sha256", "00", "manager", "DESK"));
    }

    @Test
    void everyAddressOfTheDeskIsInTheTable() {
        Set<String> found = new TreeSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.equals("/desk") || pattern.startsWith("/desk/"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> found.add(method + " " + pattern))));
        assertThat(found).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    // DeskInterceptor: isFor; the functions of the database check as well
    @TestFactory
    List<DynamicTest> otherRolesAreForbidden() {
        List<DynamicTest> tests = new ArrayList<>();
        ALLOWED.forEach((address, allowed) -> {
            Set<DeskRole> forbidden = EnumSet.copyOf(ALL);
            forbidden.removeAll(allowed);
            for (DeskRole role : forbidden) {
                tests.add(DynamicTest.dynamicTest(
                        role + " " + address,
                        () -> assertThat(send(client(role), address).status()).isEqualTo(403)));
            }
        });
        return tests;
    }

    @TestFactory
    List<DynamicTest> theseRolesAreServed() {
        List<DynamicTest> tests = new ArrayList<>();
        ALLOWED.forEach((address, allowed) -> {
            if (address.startsWith("GET ") && !address.contains("{key}")) {
                for (DeskRole role : allowed) {
                    tests.add(DynamicTest.dynamicTest(
                            role + " " + address,
                            () -> assertThat(send(client(role), address).status())
                                    .isEqualTo(200)));
                }
            }
        });
        return tests;
    }

    // DeskInterceptor: deskRoles().isEmpty()
    @TestFactory
    Stream<DynamicTest> customersFindNoDesk() {
        Tenant tenant = fixtures.organization();
        return Stream.of(tenant.admin(), tenant.member())
                .map(user -> new Client(port).signIn(user.email(), Fixtures.PASSWORD))
                .flatMap(customer -> ALLOWED.keySet().stream()
                        .map(address -> DynamicTest.dynamicTest(
                                address,
                                () -> assertThat(send(customer, address).status())
                                        .isEqualTo(404))));
    }

    @TestFactory
    Stream<DynamicTest> whoeverIsNotSignedInIsAskedTo() {
        Client nobody = new Client(port);
        return ALLOWED.keySet().stream()
                .filter(address -> address.startsWith("GET "))
                .map(address -> DynamicTest.dynamicTest(
                        address,
                        () -> assertThat(nobody.get(path(address)).location()).startsWith("/sign-in?to=")));
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneOnTheNextRequest() {
        Client editor = client(EDITOR);
        assertThat(editor.get("/desk").status()).isEqualTo(200);
        fixtures.update(
                "update desk_member set retired_at = now() where role = 'EDITOR' and user_id = ?",
                people.get(EDITOR).id());
        assertThat(editor.get("/desk").status()).isEqualTo(404);
    }

    // FormValve: isUpload; UploadFilter: isFromDesk
    @Test
    void nobodyElseUploadsAnything() {
        String path = path("POST /desk/catalogue/certifications/{code}/certificate");
        Client customer =
                new Client(port).signIn(fixtures.organization().admin().email(), Fixtures.PASSWORD);
        assertThat(customer.upload(path, Map.of("_csrf", customer.token()), "a.pdf", new byte[10])
                        .status())
                .isEqualTo(403);
        // Their session may have ended while they filled in a form.
        Answer stranger = new Client(port).upload(path, Map.of(), "a.pdf", new byte[10]);
        assertThat(stranger.status()).isEqualTo(303);
        assertThat(stranger.location()).startsWith("/sign-in?");
        assertThat(customer.upload("/account/name", Map.of("_csrf", customer.token()), "a.pdf", new byte[10])
                        .status())
                .isEqualTo(415);
    }
}
