package io.compliancecenter.organization.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which addresses lead to an Organization's pages beside the present ones. */
@IntegrationTest
class FormerSlugIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    private Tenant before;
    private Tenant tenant;
    private Client admin;

    @BeforeEach
    void rename() {
        before = fixtures.organization();
        tenant = rename(before, before.slug() + "-group");
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    private Tenant rename(Tenant tenant, String slug) {
        fixtures.update("update organization set slug = ? where id = ?", slug, tenant.id());
        return new Tenant(tenant.id(), slug, tenant.name(), tenant.admin(), tenant.member());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/compliances",
                "/certifications/iso-iec-27001",
                "/activity?from=2026-01-01&to=2026-12-31&q=%2F%C3%A9",
                "/activity.csv",
                "/receipts/0197%30000-0000-7000-8000-000000000001"
            })
    void aFormerSlugLeadsToTheSamePageUnderThePresentOne(String below) {
        for (Answer answer : new Answer[] {admin.get(before.path(below)), admin.head(before.path(below))}) {
            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.header("Location")).isEqualTo(tenant.path(below));
            // A browser that kept it would not notice when the slug becomes somebody else's.
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void everyFormerSlugLeadsThereAtOnceAndAlsoAfterItWasTakenBack() {
        Tenant twice = rename(tenant, before.slug() + "-holding");
        assertThat(admin.get(before.path("/compliances")).header("Location")).isEqualTo(twice.path("/compliances"));
        assertThat(admin.get(tenant.path("/compliances")).header("Location")).isEqualTo(twice.path("/compliances"));

        rename(twice, before.slug());
        assertThat(admin.get(before.path("/compliances")).status()).isEqualTo(200);
        assertThat(admin.get(twice.path("/compliances")).header("Location")).isEqualTo(before.path("/compliances"));
    }

    @Test
    void aMemberIsLedThereAsWell() {
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        assertThat(member.get(before.path("/compliances")).status()).isEqualTo(301);
    }

    /** What the page says, but for the number of the request. */
    private static String withoutReference(Answer answer) {
        Document page = answer.html();
        page.select(".reference").remove();
        return page.select("main").html();
    }

    // the policy own_organizations on former_slug, and SlugRedirects: the membership
    @Test
    void toEverybodyElseItIsAsIfItHadNeverBeen() {
        Tenant other = fixtures.organization();
        Client stranger = new Client(port).signIn(other.admin().email(), Fixtures.PASSWORD);
        Answer answer = stranger.get(before.path("/compliances"));
        Answer unknown = stranger.get("/organizations/nobody-ever/compliances");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(withoutReference(answer)).isEqualTo(withoutReference(unknown));
        assertThat((Long) actors.adminOf(other)
                        .inTransaction(sql -> sql.sql("select count(*) from former_slug")
                                .query(Long.class)
                                .single()))
                .isZero();

        fixtures.update(
                "update member set retired_at = now() where organization_id = ? and user_id = ?",
                tenant.id(),
                tenant.admin().id());
        assertThat(admin.get(before.path("/compliances")).status()).isEqualTo(404);
    }

    @Test
    void whoeverHasTheSlugNowComesFirst() {
        Tenant successor = rename(fixtures.organization(), before.slug());
        Client theirs = new Client(port).signIn(successor.admin().email(), Fixtures.PASSWORD);
        assertThat(theirs.get(before.path("/compliances")).status()).isEqualTo(200);

        fixtures.update(
                "insert into member (organization_id, user_id, role) values (?, ?, 'ADMIN')",
                successor.id(),
                tenant.admin().id());
        assertThat(admin.get(before.path("/compliances")).status())
                .as("for an admin of both")
                .isEqualTo(200);
    }

    @Test
    void onlyALookIsLedOn() {
        String token = admin.get(tenant.path("/compliances"))
                .form("/sign-out")
                .select("[name=_csrf]")
                .val();
        Answer answer = admin.post(
                before.path("/certificates/01970000-0000-7000-8000-000000000001/downloads"),
                Map.of("_csrf", token, "idempotencyKey", "01970000-0000-7000-8000-000000000002"));
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void aSlugInUpperCaseLeadsToThePage() {
        String upperCase = "/organizations/" + tenant.slug().toUpperCase(Locale.ROOT);
        assertThat(admin.get(upperCase + "/activity?q=A").header("Location")).isEqualTo(tenant.path("/activity?q=A"));
        assertThat(admin.get("/organizations/" + before.slug().toUpperCase(Locale.ROOT) + "/compliances")
                        .header("Location"))
                .isEqualTo(tenant.path("/compliances"));

        Client stranger =
                new Client(port).signIn(fixtures.organization().admin().email(), Fixtures.PASSWORD);
        assertThat(stranger.get(upperCase + "/activity").status()).isEqualTo(404);
    }

    @Test
    void aSlashAtTheEndLeadsToThePage() {
        for (String path : new String[] {"", "/compliances", "/certifications/iso-iec-27001"}) {
            Answer answer = admin.get(tenant.path(path + "/?a=b"));
            assertThat(answer.status()).isEqualTo(308);
            assertThat(answer.header("Location")).isEqualTo(tenant.path(path + "?a=b"));
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(new Client(port).get(tenant.path("/compliances/")).location())
                .startsWith("/sign-in");
    }
}
