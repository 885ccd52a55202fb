package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.OpenToMembers;
import io.compliancecenter.organization.Role;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Records;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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

    Tenant tenant;
    Issued issued;
    UUID permit;
    UUID acceptance;

    /** @param forMembers whether every member may call it, and decides itself what they see */
    record Address(String method, String pattern, String path, boolean forMembers) {}

    @BeforeEach
    void publish() {
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
                        "/links/invitation/{token}/passkey",
                        "/links/invitation/{token}/passkey/options",
                        "/account/passkeys/names",
                        "/account/passkeys/removals",
                        "/sign-out/provider/{id}",
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

    // CurrentUserFilter: the memberships are read at each request
    @Test
    void losingTheRoleWorksOnTheNextRequest() {
        Client client = signedIn(Role.ADMIN);
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(200);
        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(403);
        fixtures.update(
                "update member set retired_at = now() where user_id = ?",
                tenant.admin().id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(404);
    }

    @Test
    void aRetiredOrganizationIsNotFound() {
        Client client = signedIn(Role.ADMIN);
        fixtures.update("update organization set retired_at = now() where id = ?", tenant.id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(404);
    }

    // CurrentUserFilter: "signOut.logout"
    @Test
    void theSessionOfAUserWhoWasRetiredEnds() {
        Client client = signedIn(Role.ADMIN);
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                tenant.admin().id());
        Answer answer = client.at(port).get(tenant.path("/compliances"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).startsWith("/sign-in?to=");
        fixtures.update(
                "update user_account set retired_at = null where id = ?",
                tenant.admin().id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(302);
    }

    // CurrentUserFilter: the credential version
    @Test
    void aChangedPasswordEndsTheSessionsOfTheOldOne() {
        Client client = signedIn(Role.ADMIN);
        fixtures.update(
                "update user_account set credential_version = credential_version + 1 where id = ?",
                tenant.admin().id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(302);
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
                .replace("{acceptance}", acceptance.toString())
                .replace("{id}", issued.certificate().toString())
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
        if (address.method().equals("GET")) {
            return client.get(address.path());
        }
        String token = client.token();
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
