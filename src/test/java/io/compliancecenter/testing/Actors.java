package io.compliancecenter.testing;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes {@link Actor}s out of the application's own parts. */
public class Actors {

    private final JdbcClient database;
    private final PlatformTransactionManager transactions;
    private final TransactionBinding bindings;

    Actors(JdbcClient database, PlatformTransactionManager transactions, TransactionBinding bindings) {
        this.database = database;
        this.transactions = transactions;
        this.bindings = bindings;
    }

    public Actor adminOf(Tenant tenant) {
        return actor(tenant, tenant.admin());
    }

    public Actor actor(Tenant tenant, User user) {
        return new Actor(database, transactions, bindings, tenant, user);
    }
}
