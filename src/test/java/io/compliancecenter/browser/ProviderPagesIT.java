package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.security.provider.TestProvider;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Actors;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The pages that look different where people can sign in at providers, checked as {@link PagesIT} checks all others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderPagesIT extends BrowserTest {

    @Autowired
    Actors actors;

    private Instance instance;

    /** Real, and not offered on the sign-in page. */
    private TestProvider checking;

    @BeforeAll
    void start(@Autowired ApplicationContext application) {
        checking = new TestProvider();
        Map<String, String> settings = new LinkedHashMap<>(checking.properties("checking"));
        settings.put("compliance-center.sign-in.providers.checking.name", "Example Dashboard");
        settings.put("compliance-center.sign-in.providers.checking.organization-claim", "organizations");
        settings.put("compliance-center.sign-in.providers.checking.default-role", "ADMIN");
        settings.put("compliance-center.sign-in.providers.checking.offered", "false");
        settings.put("compliance-center.sign-in.providers.checking.desk-role-claim", "desk");
        settings.put("compliance-center.sign-in.providers.checking.desk-roles.editors", "EDITOR");
        for (String id : List.of("workforce", "customers")) {
            settings.put("spring.security.oauth2.client.registration." + id + ".client-id", "compliance-center");
            settings.put("spring.security.oauth2.client.registration." + id + ".client-secret", "not asked for here");
            settings.put("compliance-center.sign-in.providers." + id + ".issuer", "https://" + id + ".example");
            settings.put("compliance-center.sign-in.providers." + id + ".organization-claim", "organizations");
            settings.put("compliance-center.sign-in.providers." + id + ".default-role", "MEMBER");
            settings.put(
                    "compliance-center.sign-in.providers." + id + ".name",
                    id.equals("workforce") ? "Example Workforce" : "Customer Identity of Example International");
        }
        settings.put(
                "compliance-center.desk.database.password",
                application.getBean("deskDataSource", HikariDataSource.class).getPassword());
        instance = Instance.beside(application, settings);
    }

    @AfterAll
    void stop() {
        instance.close();
        checking.close();
    }

    @Test
    void theSignInPageWithProvidersConforms() {
        Visitor visitor = stillVisitor(instance.port(), "en-GB");
        Page page = visitor.open("/sign-in").page();
        assertThat(page.locator(".providers li")).hasCount(2);
        assertConforms("sign-in-with-providers", visitor);
    }

    @Test
    void anInvitationWithProvidersConforms() {
        Visitor visitor = stillVisitor(instance.port(), "de-DE");
        Page page =
                visitor.open(invitation("guest@" + tenant.slug() + ".example")).page();
        assertThat(page.locator(".providers li")).hasCount(2);
        assertConforms("invitation-with-providers", visitor);
    }

    // invitation.html: inviterEmailVerified
    @Test
    void anInvitationOfSomebodyWhoseAddressIsNotVerifiedSaysSo() {
        String link = invitation("guest@" + tenant.slug() + ".example");
        fixtures.update(
                "update user_account set email_verified = false where id = ?",
                tenant.admin().id());
        Visitor visitor = stillVisitor(instance.port(), "en-GB");
        assertThat(visitor.open(link).page().locator("#invitation-text"))
                .containsText("(" + tenant.admin().email() + ", not verified) invites you");
        assertConforms("invitation-not-verified", visitor);
    }

    @BeforeEach
    void forgetClaims() {
        checking.claims.clear();
    }

    private Visitor signedInThere(boolean scripts) {
        checking.claims.putAll(Map.of(
                "sub", UUID.randomUUID().toString(), "name", "Ada", "email", "ada@" + tenant.slug() + ".example"));
        checking.claims.put("organizations", List.of(tenant.slug()));
        checking.interference = (path, exchange) -> {
            if (!path.equals("/authorize")) {
                return false;
            }
            exchange.getResponseHeaders()
                    .set("Location", checking.authorize(exchange.getRequestURI().toString()));
            exchange.sendResponseHeaders(302, -1);
            return true;
        };
        return stillVisitor(instance.port(), "en-GB", scripts)
                .open("/sign-in/provider/checking?to=" + tenant.path("/compliances"));
    }

    /** Where the provider sends the browser that comes to it. */
    private void answer(UnaryOperator<String> location) {
        checking.interference = (path, exchange) -> {
            if (!path.equals("/authorize")) {
                return false;
            }
            exchange.getResponseHeaders()
                    .set("Location", location.apply(exchange.getRequestURI().toString()));
            exchange.sendResponseHeaders(302, -1);
            return true;
        };
    }

    private static String refusal(String asked) {
        Map<String, String> query = TestProvider.query(URI.create(asked).getRawQuery());
        return query.get("redirect_uri") + "?error=login_required&state=" + query.get("state");
    }

    /** Makes a check of the session due. */
    private void passSixMinutes() {
        pass(6);
    }

    private void pass(int minutes) {
        String moved = TestApplication.NOW.minusSeconds(60L * minutes).toString();
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(regexp_replace(convert_from(attribute_bytes, 'UTF8'),
                       '"(at|confirmedAt)":"[^"]*"', '"\\1":"' || ? || '"', 'g'), 'UTF8')
                  from spring_session s join user_identity i on s.principal_name = i.user_id::text
                 where s.primary_id = a.session_primary_id and i.subject = ?
                """, moved, checking.claims.get("sub"));
    }

    /** A person notices nothing of it: not by a link, a form or the way back, with or without scripts. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCheckLeadsToWhereThePersonWasGoing(boolean scripts) {
        Visitor visitor = signedInThere(scripts);
        Page page = visitor.page();
        assertThat(page).hasURL(Pattern.compile(tenant.path("/compliances") + "$"));
        passSixMinutes();
        page.locator(".tabs a[href$='certifications']").click();
        assertThat(page).hasURL(Pattern.compile(tenant.path("/certifications") + "$"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile(tenant.path("/compliances") + "$"));
        page.goForward();
        passSixMinutes();
        page.goBack();
        assertThat(page).hasURL(Pattern.compile(tenant.path("/compliances") + "$"));
        assertThat(page.locator("h1")).hasText("Compliance and Certifications");

        page.navigate(tenant.path("/members"));
        passSixMinutes();
        page.locator("#invite-email").fill("guest@" + tenant.slug() + ".example");
        page.locator("#invite button[type=submit]").click();
        assertThat(page).hasURL(Pattern.compile(tenant.path("/members")));
        assertThat(page.locator("main")).containsText("guest@" + tenant.slug() + ".example");
    }

    // desk.js: keepTyped; ReturnAddress: ofForm. Forms go on for a quarter of an hour after a check was due.
    @Test
    void whatWasTypedAtTheDeskForLongIsBackInTheFormAfterTheCheck() {
        checking.claims.put("desk", List.of("editors"));
        checking.claims.put("amr", List.of("mfa"));
        checking.claims.put("auth_time", TestApplication.NOW.getEpochSecond());
        String form = "/desk/catalogue/certifications/" + fixtures.deskCertification() + "/edit";
        Page page = signedInThere(true).open(form).page();
        page.locator("#summary").fill("Typed for longer than that");
        pass(21);
        page.locator("#item .button-primary").click();
        assertThat(page.locator("#restored")).isVisible();
        assertThat(page.locator("#summary")).hasValue("Typed for longer than that");
        page.locator("#item .button-primary").click();
        assertThat(page.locator("#outcome")).isVisible();
    }

    @Test
    void whatProvidersRefuseIsSaidOnPagesThatConform() {
        SoftAssertions looks = new SoftAssertions();
        Visitor visitor = signedInThere(true);
        Page page = visitor.open("/sign-in/again?for=account&to=/account").page();
        assertThat(page.locator("#provider")).isVisible();
        PagesIT.lookOnce("sign-in-again-at-provider", visitor, looks);

        answer(ProviderPagesIT::refusal);
        passSixMinutes();
        visitor.open(tenant.path("/certifications"));
        assertThat(page.locator("#not-confirmed")).isVisible();
        PagesIT.lookOnce("session-not-confirmed", visitor, looks);

        visitor.expect(403).open("/sign-in/provider/checking");
        assertThat(page.locator("h1")).hasText("Sign-in not possible");
        PagesIT.lookOnce("sign-in-refused-by-provider", visitor, looks);

        signedInThere(true);
        visitor.open(tenant.path("/compliances"));
        page.locator("#account-menu summary").click();
        page.locator("#sign-out button").click();
        assertThat(page.locator("#sign-out-there")).isVisible();
        PagesIT.lookOnce("signed-out-here", visitor, looks);
        looks.assertAll();
    }

    @Test
    void thePageOfACheckConforms() {
        Visitor visitor = signedInThere(true);
        passSixMinutes();
        // The browser stays on the page when it gets nothing else.
        checking.interference = (path, exchange) -> {
            exchange.sendResponseHeaders(204, -1);
            return true;
        };
        visitor.open(tenant.path("/certifications"));
        assertThat(visitor.page().locator("#check")).isVisible();
        assertConforms("session-check", visitor);
    }

    private String invitation(String email) {
        return fixtures.invitationLink(actors.adminOf(tenant).invite(email));
    }

    private static void assertConforms(String name, Visitor visitor) {
        SoftAssertions looks = new SoftAssertions();
        PagesIT.look(name, visitor, looks);
        looks.assertAll();
    }
}
