package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The pages that look different where people can sign in at providers, checked as {@link PagesIT} checks all others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderPagesIT extends BrowserTest {

    @Autowired
    Actors actors;

    private Instance instance;

    @BeforeAll
    void start(@Autowired ApplicationContext application) {
        Map<String, String> settings = new LinkedHashMap<>();
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
        instance = Instance.beside(application, settings);
    }

    @AfterAll
    void stop() {
        instance.close();
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

    private String invitation(String email) {
        return fixtures.invitationLink(actors.adminOf(tenant).invite(email));
    }

    private static void assertConforms(String name, Visitor visitor) {
        SoftAssertions looks = new SoftAssertions();
        PagesIT.look(name, visitor, looks);
        looks.assertAll();
    }
}
