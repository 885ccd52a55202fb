package io.compliancecenter.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test in a browser: with an Organization of its own, and with visitors that must have nothing to complain about. */
@IntegrationTest
@ExtendWith(ChromiumExtension.class)
abstract class BrowserTest {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Records records;

    Tenant tenant;

    private Chromium chromium;
    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeEach
    void foundOrganization(Chromium chromium) {
        this.chromium = chromium;
        tenant = fixtures.organization();
    }

    /** Somebody who comes with a fresh browser profile. */
    Visitor visitor() {
        return visitor(options -> options);
    }

    Visitor visitor(UnaryOperator<NewContextOptions> profile) {
        NewContextOptions options = new NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setLocale("en-GB")
                .setViewportSize(1280, 800);
        Visitor visitor = new Visitor(chromium.browser().newContext(profile.apply(options)));
        visitors.add(visitor);
        return visitor;
    }

    /** The admin of this test's own Organization, signed in. */
    Visitor admin() {
        return visitor().signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void nobodyComplains() {
        visitors.forEach(Visitor::close);
        visitors.forEach(Visitor::assertNoComplaints);
    }
}
