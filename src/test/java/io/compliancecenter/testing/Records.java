package io.compliancecenter.testing;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.testing.Fixtures.Tenant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What is on record of an Organization, read as the application's role. */
public class Records {

    private final JdbcClient database;
    private final PlatformTransactionManager transactions;
    private final TransactionBinding bindings;

    Records(JdbcClient database, PlatformTransactionManager transactions, TransactionBinding bindings) {
        this.database = database;
        this.transactions = transactions;
        this.bindings = bindings;
    }

    public List<Map<String, Object>> acceptances(Tenant tenant) {
        return rows(tenant, """
                select *, host(client_address) as address, encode(terms_sha256, 'hex') as sha256
                  from acceptance order by accepted_at
                """);
    }

    public List<Map<String, Object>> permits(Tenant tenant) {
        return rows(tenant, "select * from download_permit order by granted_at");
    }

    private List<Map<String, Object>> rows(Tenant tenant, String sql) {
        return new Actor(database, transactions, bindings, tenant, tenant.admin())
                .inTransaction(statements -> statements.sql(sql).query().listOfRows());
    }
}
