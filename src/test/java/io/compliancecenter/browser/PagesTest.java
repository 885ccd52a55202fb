package io.compliancecenter.browser;

import com.microsoft.playwright.options.ReducedMotion;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Fixtures.Issued;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

/** A test of every {@link Scene}. */
abstract class PagesTest extends BrowserTest {

    @Autowired
    Actors actors;

    /** Somebody for whom nothing moves, so that what is measured stands still. */
    Visitor stillVisitor() {
        return visitor(profile -> profile.setReducedMotion(ReducedMotion.REDUCE));
    }

    /** A permit of this test's admin whose time is over before anybody can use it. */
    UUID expiredPermit(String certificate) {
        return actors.adminOf(tenant).expiredPermit(new Issued("", UUID.fromString(certificate), new byte[0]));
    }
}
