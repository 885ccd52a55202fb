package io.compliancecenter.browser;

import com.microsoft.playwright.options.ReducedMotion;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Fixtures.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/** A test of every {@link Scene}. */
abstract class PagesTest extends BrowserTest {

    @Autowired
    Actors actors;

    /** Somebody who can see the scene, and for whom nothing moves, so that what is measured stands still. */
    Visitor stillVisitor(Scene scene) {
        return visitor(profile -> profile.setLocale(scene.language()).setReducedMotion(ReducedMotion.REDUCE));
    }

    /** A permit of this test's admin whose time is over before anybody can use it. */
    void permit(String certificate) {
        actors.adminOf(tenant).permit(new Issued("", UUID.fromString(certificate), new byte[0]), "5 minutes");
    }

    UUID expiredPermit(String certificate) {
        return actors.adminOf(tenant).expiredPermit(new Issued("", UUID.fromString(certificate), new byte[0]));
    }

    /** Has this test's admin agree to the terms, and then publishes others that differ here and there. */
    void changeTermsAfterAgreement(String certificate) {
        String before = demoTerms();
        fixtures.publishTerms(before);
        actors.adminOf(tenant).permit(new Issued("", UUID.fromString(certificate), new byte[0]), "1 minute");
        String after = before.replace("last for three years from", "last for five full years from")
                .replace("within thirty days", "within fourteen days")
                .replace("for example with the name", "for instance with the name")
                .replace(
                        "## 4. What",
                        "4. A marking is personal. The Organization shall tell the Vendor when a marked copy is lost.\n\n"
                                + "## 4. What")
                .replace("- was lawfully received from a third party that was free to disclose it; or\n", "");
        fixtures.publishTerms(after);
    }

    private static String demoTerms() {
        try {
            return new ClassPathResource("demo/terms/1.md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
