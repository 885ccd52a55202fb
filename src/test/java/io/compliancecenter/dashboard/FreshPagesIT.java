package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.MovableClock;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The catalogue is kept in memory by each instance, and still every page is as the database is at its request. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreshPagesIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    Instance second;
    Tenant tenant;
    List<Client> everywhere;

    @BeforeAll
    void startAnother(@Autowired SecondInstance another) {
        second = another.start();
    }

    @BeforeEach
    void readBothListsOnBoth() {
        tenant = fixtures.organization();
        Client here = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        everywhere = List.of(here, here.at(second.port()));
        for (Client client : everywhere) {
            client.get(tenant.path("/compliances"));
            client.get(tenant.path("/certifications"));
        }
    }

    // The triggers of catalogue_revision; CatalogueService: the key of the cache
    @Test
    void whatIsPublishedOrRetiredShowsInBothAtTheNextRequest() {
        Issued issued = fixtures.certificate();
        try {
            for (Client client : everywhere) {
                assertThat(client.get(tenant.path("/certifications")).text())
                        .contains(issued.certificate().toString());
            }
            String compliance = "where code = 'gdpr'";
            String summary = fixtures.asOwner(owner -> owner.sql("select summary from compliance " + compliance)
                    .query(String.class)
                    .single());
            fixtures.update("update compliance set summary = 'Said anew' " + compliance);
            try {
                for (Client client : everywhere) {
                    assertThat(client.get(tenant.path("/compliances")).text()).contains("Said anew");
                }
            } finally {
                fixtures.update("update compliance set summary = ? " + compliance, summary);
            }
        } finally {
            fixtures.retire(issued);
        }
        for (Client client : everywhere) {
            assertThat(client.get(tenant.path("/certifications")).text())
                    .doesNotContain(issued.certificate().toString());
            assertThat(client.get(tenant.path("/compliances")).text()).doesNotContain("Said anew");
        }
    }

    // Each trigger of catalogue_revision
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update vendor set support = support",
                "update compliance set summary = summary",
                "update certification set summary = summary",
                "update certificate set retired_at = retired_at",
                "update access_group set name = name",
                "update certificate_restriction set retired_at = retired_at",
                "update certificate_access set retired_at = retired_at"
            })
    void everyChangeOfTheCatalogueNamesAnotherRevision(String change) {
        UUID before = revision();
        fixtures.update(change);
        assertThat(revision()).isNotEqualTo(before);
    }

    private UUID revision() {
        return fixtures.asOwner(owner -> owner.sql("select revision from catalogue_revision")
                .query(UUID.class)
                .single());
    }

    @Test
    void aNewDayShowsEvenThoughNothingWasPublished() {
        Issued issued = fixtures.certificate();
        Client client = everywhere.get(1);
        String state = "[data-code=" + issued.certification() + "] dd .badge";
        try {
            assertThat(client.get(tenant.path("/certifications"))
                            .html()
                            .select(state)
                            .text())
                    .isEqualTo("Valid");
            second.bean(MovableClock.class).ahead = Duration.ofDays(36_500);
            assertThat(client.get(tenant.path("/certifications"))
                            .html()
                            .select(state)
                            .text())
                    .isEqualTo("Expired");
        } finally {
            second.bean(MovableClock.class).ahead = Duration.ZERO;
            fixtures.retire(issued);
        }
    }

    // Memberships.findByUser: the conditions
    @Test
    void whoTheReaderIsAndWhereTheyBelongShowsInBothAtTheNextRequest() {
        Tenant other = fixtures.organization();
        fixtures.update(
                "insert into member (organization_id, user_id, role) values (?, ?, 'MEMBER')",
                other.id(),
                tenant.admin().id());
        fixtures.update(
                "update user_account set name = 'Another Name' where id = ?",
                tenant.admin().id());
        for (Client client : everywhere) {
            assertThat(client.get(tenant.path("/compliances")).text())
                    .contains("Another Name", other.name())
                    .doesNotContain(tenant.admin().name());
        }
        fixtures.update(
                "update member set retired_at = now() where organization_id = ? and user_id = ?",
                other.id(),
                tenant.admin().id());
        fixtures.update("update organization set name = 'Renamed' where id = ?", tenant.id());
        for (Client client : everywhere) {
            assertThat(client.get(tenant.path("/compliances")).text())
                    .contains("Renamed")
                    .doesNotContain(other.name(), tenant.name());
        }
    }

    // CurrentUserFilter: the memberships are read at each request
    @Test
    void aRoleThatIsTakenAwayIsGoneInBothAtTheNextRequest() {
        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        for (Client client : everywhere) {
            assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(403);
        }
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                tenant.admin().id());
        for (Client client : everywhere) {
            assertThat(client.get(tenant.path("/compliances")).location()).startsWith("/sign-in");
        }
    }

    /** Cache the key with the list, and the second download of a certificate would be taken for the first one sent again. */
    @Test
    void noPagesFormIsLikeAnother() {
        Issued issued = fixtures.certificate();
        try {
            Set<String> keys = new HashSet<>();
            Set<String> tokens = new HashSet<>();
            for (Client client : everywhere) {
                for (int request = 0; request < 3; request++) {
                    var page = client.get(tenant.path("/certifications")).html();
                    keys.addAll(page.select("[name=idempotencyKey]").eachAttr("value"));
                    tokens.addAll(page.select("[name=_csrf]").eachAttr("value"));
                    assertThat(page.select("form[method=post]"))
                            .isNotEmpty()
                            .allMatch(form -> !form.select("[name=_csrf]").isEmpty());
                }
            }
            assertThat(keys).hasSize(6);
            assertThat(tokens).hasSize(6);
        } finally {
            fixtures.retire(issued);
        }
    }

    @Test
    void manyReadersAtOnceEachSeeTheirOwn() throws Exception {
        List<Tenant> tenants =
                List.of(fixtures.organization(), fixtures.organization(), fixtures.organization(), tenant);
        ExecutorService readers = Executors.newFixedThreadPool(tenants.size());
        try {
            List<Callable<Void>> reading = tenants.stream()
                    .<Callable<Void>>map(own -> () -> {
                        Client client = new Client(port).signIn(own.admin().email(), Fixtures.PASSWORD);
                        for (int request = 0; request < 20; request++) {
                            String page = client.get(own.path(request % 2 == 0 ? "/compliances" : "/certifications"))
                                    .text();
                            assertThat(page).contains(own.name(), own.admin().email());
                            assertThat(tenants)
                                    .allMatch(any -> any.equals(own)
                                            || !page.contains(any.admin().email()));
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> read : readers.invokeAll(reading)) {
                read.get();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void eachReaderGetsTheirOwnLanguage() {
        for (Client client : everywhere) {
            for (int request = 0; request < 2; request++) {
                assertThat(terms(client, "de")).contains("Aussteller").doesNotContain("Issuer");
                assertThat(terms(client, "en")).contains("Issuer").doesNotContain("Aussteller");
            }
        }
    }

    private List<String> terms(Client client, String language) {
        return client.get(tenant.path("/certifications"), "Accept-Language", language)
                .html()
                .select("dt")
                .eachText();
    }
}
