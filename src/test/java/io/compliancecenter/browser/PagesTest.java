package io.compliancecenter.browser;

import com.microsoft.playwright.options.ReducedMotion;
import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.testing.Actor;
import io.compliancecenter.testing.Fixtures.Issued;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** A test of every {@link Scene}. */
abstract class PagesTest extends BrowserTest {

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TransactionBinding bindings;

    /** Somebody for whom nothing moves, so that what is measured stands still. */
    Visitor stillVisitor() {
        return visitor(profile -> profile.setReducedMotion(ReducedMotion.REDUCE));
    }

    /** A permit of this test's admin whose time is over before anybody can use it. */
    UUID expiredPermit(String certificate) {
        return new Actor(database, transactions, bindings, tenant, tenant.admin())
                .permit(new Issued("", UUID.fromString(certificate), new byte[0]), "1 microsecond");
    }
}
