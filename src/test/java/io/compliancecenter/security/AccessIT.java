package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.MembershipSource;
import io.compliancecenter.organization.OpenToMembers;
import io.compliancecenter.organization.Role;
import io.compliancecenter.security.provider.TestProvider;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of an Organization, for every role, and for those who do not belong there. The addresses come from the
 * application's own mappings, so that a new one is tested the day it is written; which roles are forbidden is the
 * complement of those that are allowed.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final Set<Role> ALLOWED = EnumSet.of(Role.ADMIN);

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    Actors actors;

    @Autowired
    Records records;

    @Autowired
    SecondInstance second;

    /** May name all Organizations. */
    TestProvider provider;

    /** May name only an Organization that is not this test's. */
    TestProvider anotherProvider;

    Instance instance;

    Tenant tenant;
    Issued issued;
    UUID permit;
    UUID acceptance;

    /** @param forMembers whether every member may call it, and decides itself what they see */
    record Address(String method, String pattern, String path, boolean forMembers) {}

    @BeforeAll
    void startProviders() {
        instance = second.start();
        provider = second.providers().dashboard;
        anotherProvider = second.providers().stranger;
    }

    @BeforeEach
    void publish() {
        second.providers().forget();
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        permit = actors.adminOf(tenant).permit(issued, "5 minutes");
        acceptance = (UUID) records.acceptances(tenant).get(0).get("id");
    }

    @Test
    void everyAddressBelongsToAnOrganizationOrIsNamedHere() {
        Set<String> elsewhere = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> !pattern.startsWith("/organizations/{slug}"))
                // DeskAccessIT
                .filter(pattern -> !pattern.equals("/desk") && !pattern.startsWith("/desk/"))
                .collect(Collectors.toSet());
        assertThat(elsewhere)
                .containsExactlyInAnyOrder(
                        "/",
                        "/assets/brand/colors.css",
                        "/assets/brand/logo",
                        "/forgotten-password",
                        // AccountIT
                        "/account",
                        "/account/name",
                        "/account/password",
                        "/account/sessions/end",
                        "/account/sessions/end-others",
                        "/account/sessions/end-all",
                        "/links/password/{token}",
                        "/sign-in",
                        "/sign-in/address",
                        "/sign-in/again",
                        // SessionCheckIT
                        "/sign-in/check",
                        "/sign-in/passkey/options",
                        "/account/passkeys",
                        "/account/passkeys/options",
                        "/account/passkeys/link",
                        "/links/passkey/{token}",
                        "/links/invitation/{token}/passkey",
                        "/links/invitation/{token}/passkey/options",
                        "/account/passkeys/names",
                        "/account/passkeys/removals",
                        "/sign-out/provider/{id}",
                        "/desk-sign-in",
                        // InvitationIT, InvitationRefusalIT
                        "/links/invitation/{token}",
                        "/links/invitation/{token}/membership",
                        "/links/invitation/{token}/account",
                        // JoiningByProviderIT
                        "/links/invitation/{token}/provider/{id}",
                        "/error");
        assertThat(addresses()).hasSizeGreaterThanOrEqualTo(9);
    }

    // CurrentMemberInterceptor: "role != Role.ADMIN"; Receipts: "!own && member.role() != Role.ADMIN"
    @TestFactory
    Stream<DynamicTest> whoeverIsNotAnAdminIsForbidden() {
        return EnumSet.complementOf(EnumSet.copyOf(ALLOWED)).stream().flatMap(role -> {
            Client client = signedIn(role);
            return addresses()
                    .map(address -> DynamicTest.dynamicTest(role + " " + address, () -> {
                        Answer answer = send(client, address);
                        if (address.forMembers()) {
                            // Open to them, but this is not theirs.
                            assertThat(answer.status()).isEqualTo(404);
                        } else {
                            assertThat(answer.status()).isEqualTo(403);
                            assertThat(answer.text()).contains(tenant.admin().email());
                        }
                        assertNothingLeaks(answer);
                    }));
        });
    }

    /** How a session began. */
    private enum Session {
        PASSWORD,
        PROVIDER,
        ANOTHER_PROVIDER
    }

    /** Whether a membership counts in a session. Every source has its line. */
    private static boolean counts(MembershipSource source, Session session) {
        return switch (source) {
            // Not where a provider vouches that may not name the Organization: it could make anybody that member.
            case FILES -> session != Session.ANOTHER_PROVIDER;
            // Not by a password: who is disabled at the provider would keep it.
            case PROVIDER -> session == Session.PROVIDER;
            // Whoever has one of these has accepted it, or showed at a provider that the address is theirs.
            case INVITATION, IMPORT -> true;
        };
    }

    // user_with_memberships: "case m.source"; CurrentMemberInterceptor
    @TestFactory
    Stream<DynamicTest> everyAddressServesAdminsWhoseMembershipCountsInTheirSession() {
        return Stream.of(MembershipSource.values())
                .flatMap(source -> Stream.of(Role.values())
                        .flatMap(role -> Stream.of(Session.values())
                                .map(session -> DynamicTest.dynamicTest(
                                        "%s from %s, signed in by %s".formatted(role, source, session),
                                        () -> assertAccess(source, role, session)))));
    }

    private void assertAccess(MembershipSource source, Role role, Session session) {
        Client client = new Client(instance.port());
        String token = client.get("/sign-in?failed")
                .form("/sign-in")
                .select("[name=_csrf]")
                .val();
        User user = member(source, role);
        if (ALLOWED.contains(role)) {
            permit = actors.actor(tenant, user).permit(issued, "5 minutes");
        }
        signIn(client, user, role, session);
        assertThat(addresses()).isNotEmpty().allSatisfy(address -> {
            Answer answer = send(client, token, address);
            if (!counts(source, session)) {
                assertThat(answer.status()).isEqualTo(404);
                assertNothingLeaks(answer);
            } else if (ALLOWED.contains(role)) {
                assertThat(answer.status()).isIn(200, 302, 303, 400);
            } else {
                assertThat(answer.status()).isEqualTo(address.forMembers() ? 404 : 403);
                assertNothingLeaks(answer);
            }
        });
    }

    /** Has a password, and is known to both providers. */
    private User member(MembershipSource source, Role role) {
        User user = fixtures.addUser(UUID.randomUUID() + "@" + tenant.slug() + ".example", "Somebody");
        fixtures.join(tenant, user);
        fixtures.setRole(tenant, user, role.name());
        fixtures.setSource(tenant, user, source.name(), source == MembershipSource.PROVIDER ? provider.issuer() : null);
        for (TestProvider known : List.of(provider, anotherProvider)) {
            fixtures.update(
                    "insert into user_identity (issuer, subject, user_id) values (?, ?, ?)",
                    known.issuer(),
                    user.id().toString(),
                    user.id());
        }
        return user;
    }

    private void signIn(Client client, User user, Role role, Session session) {
        if (session == Session.PASSWORD) {
            client.signIn(user.email(), Fixtures.PASSWORD);
            return;
        }
        TestProvider by = session == Session.PROVIDER ? provider : anotherProvider;
        by.claims.putAll(Map.of("sub", user.id().toString(), "email", user.email(), "name", user.name()));
        by.claims.put("organizations", tenant.slug());
        by.claims.put("roles", Map.of(tenant.slug(), role == Role.ADMIN ? "compliance-admin" : "reader"));
        by.claims.put("auth_time", TestApplication.NOW.getEpochSecond());
        Answer leave = client.get("/sign-in/provider/" + (session == Session.PROVIDER ? "dashboard" : "stranger"));
        URI back = URI.create(by.authorize(leave.header("Location")));
        assertThat(client.get(back.getRawPath() + "?" + back.getRawQuery()).location())
                .isEqualTo("/");
    }

    @TestFactory
    Stream<DynamicTest> anAdminIsServed() {
        Client client = signedIn(Role.ADMIN);
        return addresses()
                .map(address -> DynamicTest.dynamicTest(
                        address.toString(),
                        () -> assertThat(send(client, address).status()).isIn(200, 302, 303, 400)));
    }

    // CurrentMemberInterceptor: "member.in(slug)"; row-level security is behind it
    @TestFactory
    Stream<DynamicTest> anAdminOfAnotherOrganizationFindsNothing() {
        Client foreigner =
                new Client(port).signIn(fixtures.organization().admin().email(), Fixtures.PASSWORD);
        return addresses()
                .map(address -> DynamicTest.dynamicTest(address.toString(), () -> {
                    Answer answer = send(foreigner, address);
                    assertThat(answer.status()).isEqualTo(404);
                    assertNothingLeaks(answer);
                    // As if there were no such Organization at all.
                    Answer unknown = send(
                            foreigner,
                            new Address(
                                    address.method(),
                                    address.pattern(),
                                    address.path().replace(tenant.slug(), "nobody"),
                                    address.forMembers()));
                    assertThat(unknown.status()).isEqualTo(404);
                    assertThat(withoutId(answer)).isEqualTo(withoutId(unknown));
                }));
    }

    // SecurityConfiguration: anyRequest().authenticated()
    @TestFactory
    Stream<DynamicTest> whoeverIsNotSignedInIsAskedTo() {
        Client nobody = new Client(port);
        return addresses()
                .filter(address -> address.method().equals("GET"))
                .map(address -> DynamicTest.dynamicTest(address.toString(), () -> {
                    Answer answer = nobody.get(address.path());
                    assertThat(answer.status()).isEqualTo(302);
                    assertThat(answer.location()).startsWith("/sign-in?to=");
                }));
    }

    // SecurityConfiguration: csrf, which is on unless it is disabled
    @TestFactory
    Stream<DynamicTest> nothingIsPostedWithoutACsrfToken() {
        Client client = signedIn(Role.ADMIN);
        return addresses()
                .filter(address -> address.method().equals("POST"))
                .map(address -> DynamicTest.dynamicTest(
                        address.toString(),
                        () -> assertThat(client.post(
                                                address.path(),
                                                Map.of(
                                                        "idempotencyKey",
                                                        UUID.randomUUID().toString()))
                                        .status())
                                .isEqualTo(403)));
    }

    private Stream<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        mappings.getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/organizations/{slug}"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> addresses.add(new Address(
                                        method.name(),
                                        pattern,
                                        path(pattern),
                                        handler.hasMethodAnnotation(OpenToMembers.class))))));
        return addresses.stream();
    }

    private String path(String pattern) {
        String path = pattern.replace("{slug}", tenant.slug())
                .replace("{permit}", permit.toString())
                .replace("{receipt}", acceptance.toString())
                .replace("{id}", issued.certificate().toString())
                .replace("{certificate}", issued.certificate().toString())
                .replace("/compliances/{code}", "/compliances/coppa")
                .replace("/certifications/{code}", "/certifications/" + issued.certification());
        // Each address has its own: one removes a member, and another one shows them.
        if (path.contains("{member}")) {
            path = path.replace(
                    "{member}", fixtures.invitedMember(tenant, "MEMBER").id().toString());
        }
        if (path.contains("{invitation}")) {
            String guest = UUID.randomUUID() + "@" + tenant.slug() + ".example";
            path = path.replace(
                    "{invitation}", actors.adminOf(tenant).invite(guest).toString());
        }
        assertThat(path).as("an address whose variables this test can fill").doesNotContain("{");
        return path;
    }

    private Client signedIn(Role role) {
        return new Client(port)
                .signIn((role == Role.ADMIN ? tenant.admin() : tenant.member()).email(), Fixtures.PASSWORD);
    }

    /** A POST carries a good CSRF token, so that it is the role that decides. */
    private Answer send(Client client, Address address) {
        return send(client, client.token(), address);
    }

    private static Answer send(Client client, String token, Address address) {
        if (address.method().equals("GET")) {
            return client.get(address.path());
        }
        return client.post(
                address.path(),
                Map.of("_csrf", token, "idempotencyKey", UUID.randomUUID().toString()));
    }

    /** The page, but for the number of the request. */
    private static String withoutId(Answer answer) {
        return answer.text().replace(answer.header("X-Request-Id"), "");
    }

    private void assertNothingLeaks(Answer answer) {
        assertThat(answer.bytes()).isNotEqualTo(issued.bytes());
        assertThat(answer.text()).doesNotContain(issued.certification(), "Exception", "io.compliancecenter");
    }
}
