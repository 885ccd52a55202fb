package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.Chromium;
import io.compliancecenter.browser.chromium.ChromiumExtension;
import io.compliancecenter.testing.application.ApplicationProcess;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People sign in, are promoted and demoted, and sign out, with a real Keycloak and in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ChromiumExtension.class)
class KeycloakIT {

    private static final String PAGE = "/organizations/acme/certifications";

    private ApplicationProcess application;
    private Keycloak keycloak;
    private Chromium chromium;
    private String base;

    @BeforeAll
    void start(Chromium chromium, @TempDir Path directory) throws Exception {
        this.chromium = chromium;
        int port = Keycloak.freePort();
        String registration = "-Dspring.security.oauth2.client.registration.keycloak.";
        String provider = "-Dcompliance-center.sign-in.providers.keycloak.";
        application = ApplicationProcess.start(
                directory,
                registration + "client-id=compliance-center",
                registration + "client-secret=" + Keycloak.PASSWORD,
                provider + "name=Example Dashboard",
                provider + "issuer=" + Keycloak.issuer(port),
                provider + "organization-claim=organizations",
                provider + "role-claim=compliance_roles",
                provider + "roles.admin=ADMIN",
                provider + "roles.member=MEMBER",
                provider + "check-session-every=1m",
                "-Dcompliance-center.terms.fresh-sign-in=1s");
        base = "http://localhost:" + application.port();
        keycloak = Keycloak.start(port, application.port());
    }

    @AfterAll
    void stop() throws Exception {
        if (keycloak != null) {
            keycloak.close();
        }
        if (application != null) {
            application.close();
        }
    }

    private BrowserContext browser(boolean scripts) {
        BrowserContext context = chromium.browser()
                .newContext(new NewContextOptions()
                        .setBaseURL(base)
                        .setLocale("en-GB")
                        .setJavaScriptEnabled(scripts));
        context.setDefaultTimeout(30_000);
        return context;
    }

    private static void authenticate(Page page, String username) {
        page.locator("#password").waitFor();
        if (page.locator("#username").count() > 0 && page.locator("#username").isEditable()) {
            page.locator("#username").fill(username);
        }
        page.locator("#password").fill(Keycloak.PASSWORD);
        page.locator("#kc-login").click();
    }

    private static void signIn(Page page, String username) {
        page.navigate(PAGE);
        page.locator(".providers a").click();
        authenticate(page, username);
        page.waitForURL(Pattern.compile(".*" + PAGE));
    }

    @Test
    void whoIsKnownThereIsLetInAndLandsOnTheirPage() {
        for (boolean scripts : new boolean[] {true, false}) {
            try (BrowserContext context = browser(scripts)) {
                Page page = context.newPage();
                signIn(page, "radia");
                assertThat(page.locator("h1")).hasText("Compliance and Certifications");
                page.navigate("/organizations/globex/certifications");
                assertThat(page.locator("h1")).hasText("Compliance and Certifications");
            }
        }
    }

    @Test
    void aMemberWhoIsPromotedMayDownloadAfterTheNextSignIn() throws Exception {
        try (BrowserContext context = browser(true)) {
            Page page = context.newPage();
            signIn(page, "grace");
            assertThat(page.locator("main")).containsText("Only admins can view this page");
            keycloak.changeRole("grace", "member", "admin");
            page.navigate("/sign-in/provider/keycloak?to=" + PAGE);
            page.waitForURL(Pattern.compile(".*" + PAGE));
            assertThat(page.locator("h1")).hasText("Compliance and Certifications");
            keycloak.changeRole("grace", "admin", "member");
            page.navigate("/sign-in/provider/keycloak?to=" + PAGE);
            assertThat(page.locator("main")).containsText("Only admins can view this page");
        }
    }

    @Test
    void anAdministratorThereEndsTheSessionHereAtOnce() throws Exception {
        try (BrowserContext context = browser(true)) {
            Page page = context.newPage();
            signIn(page, "radia");
            keycloak.signOut("radia");
            page.navigate(PAGE);
            assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?to=.*"));
        }
    }

    @Test
    void signingOutHereLeadsToSigningOutThere() {
        try (BrowserContext context = browser(true)) {
            Page page = context.newPage();
            signIn(page, "radia");
            page.locator("form[action$='/sign-out'] button").first().dispatchEvent("click");
            page.locator("#sign-out-there").click();
            page.locator("#kc-logout").click();
            page.navigate(PAGE);
            page.locator(".providers a").click();
            assertThat(page.locator("#password")).isVisible();
        }
    }

    /** Keycloak sends no logout token then. The check comes with the first page after a minute, and needs no scripts. */
    @Test
    void aSessionEndsWhenItsAccountIsDisabled() throws Exception {
        try (BrowserContext context = browser(false)) {
            Page page = context.newPage();
            signIn(page, "grace");
            page.waitForTimeout(61_000);
            page.navigate(PAGE + "?q=iso");
            assertThat(page).hasURL(Pattern.compile(".*" + PAGE + "\\?q=iso"));
            keycloak.setEnabled("grace", false);
            page.waitForTimeout(61_000);
            page.navigate(PAGE);
            assertThat(page.locator("#not-confirmed")).isVisible();
            page.navigate(PAGE);
            assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?to=.*"));
        } finally {
            keycloak.setEnabled("grace", true);
        }
        assertThat(application.log()).contains("keycloak does not confirm it: login_required");
    }

    /** After ada: she agrees, for which Keycloak asks for the password again, and is disabled then. */
    @Test
    void whoeverAgreesSignsInAgainFirstAndADisabledAccountIsLetInNoMore() throws Exception {
        try (BrowserContext context = browser(true)) {
            Page page = context.newPage();
            signIn(page, "ada");
            // The grace for clocks that differ is a minute.
            page.waitForTimeout(63_000);
            page.locator(".download button").first().click();
            page.locator("#provider").click();
            authenticate(page, "ada");
            page.waitForURL(Pattern.compile(".*/terms"));
            page.locator("#agreement input[type=checkbox]").check();
            page.locator("#agreement button[type=submit]").click();
            page.waitForURL(Pattern.compile(".*/downloads/.*"));
            keycloak.setEnabled("ada", false);
            keycloak.signOut("ada");
            page.navigate(PAGE);
            page.locator(".providers a").click();
            authenticate(page, "ada");
            assertThat(page.locator("body")).containsText("disabled");
        }
        assertThat(application.log()).contains("Signed in: user", "Signed out by keycloak: 1 sessions ended");
    }
}
