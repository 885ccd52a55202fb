package io.compliancecenter.browser.scene;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.compliancecenter.browser.chromium.Chromium;
import io.compliancecenter.browser.chromium.ChromiumExtension;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test in a browser, with an Organization of its own. It fails if a visitor's pages have problems. */
@IntegrationTest
@ExtendWith(ChromiumExtension.class)
public abstract class BrowserTest {

    @LocalServerPort
    protected int port;

    @Autowired
    protected Fixtures fixtures;

    @Autowired
    protected Records records;

    protected Tenant tenant;

    private Chromium chromium;
    private final List<Visitor> visitors = new ArrayList<>();
    private final Set<Visitor> stillVisitors = new HashSet<>();

    @BeforeEach
    void createOrganization(Chromium chromium) {
        this.chromium = chromium;
        tenant = fixtures.organization();
    }

    /** A visitor with a fresh browser profile, whose first page takes longer than a {@link #stillVisitor}'s. */
    protected Visitor visitor() {
        return visitor(options -> options);
    }

    protected Visitor visitor(UnaryOperator<NewContextOptions> profile) {
        String base = "http://localhost:" + port;
        NewContextOptions options = new NewContextOptions()
                .setBaseURL(base)
                .setLocale("en-GB")
                .setViewportSize(Visitor.WIDTH, Visitor.HEIGHT);
        Visitor visitor = new Visitor(base, chromium.browser().newContext(profile.apply(options)));
        visitors.add(visitor);
        return visitor;
    }

    /** A visitor without animations, so that measurements are stable; without cookies, as in a fresh profile. */
    protected Visitor stillVisitor(String language) {
        return stillVisitor(language, true);
    }

    protected Visitor stillVisitor(String language, boolean scripts) {
        return stillVisitor(port, language, scripts);
    }

    /** A visitor of the instance at that port. */
    protected Visitor stillVisitor(int port, String language) {
        return stillVisitor(port, language, true);
    }

    protected Visitor stillVisitor(int port, String language, boolean scripts) {
        Visitor visitor = chromium.stillVisitor("http://localhost:" + port, language, scripts);
        stillVisitors.add(visitor);
        return visitor;
    }

    /** The signed-in admin of this test's Organization, on no page yet. */
    protected Visitor admin() {
        return signedIn(stillVisitor("en-GB"), tenant.admin());
    }

    /** Signs a visitor in without the sign-in page, which is faster. */
    protected Visitor signedIn(Visitor visitor, User user) {
        return visitor.useSession(
                new Client(port).signIn(user.email(), Fixtures.PASSWORD).session());
    }

    /** The id of a certification's current certificate. */
    protected UUID certificate(String certification) {
        return fixtures.asOwner(database ->
                database.sql("""
                        select id from certificate
                         where certification_code = ? and retired_at is null order by version desc limit 1
                        """).param(certification).query(UUID.class).single());
    }

    /** The page of the terms for a certification, to which its Download button leads without scripts. */
    protected String termsOf(String certification) {
        return tenant.path("/certificates/" + certificate(certification) + "/terms");
    }

    @AfterEach
    void noPageHasProblems() {
        visitors.forEach(Visitor::close);
        stillVisitors.forEach(Visitor::reset);
        List<Visitor> all =
                Stream.concat(visitors.stream(), stillVisitors.stream()).toList();
        // The next test may be one of the same instance.
        visitors.clear();
        stillVisitors.clear();
        all.forEach(Visitor::assertNoProblems);
    }
}
