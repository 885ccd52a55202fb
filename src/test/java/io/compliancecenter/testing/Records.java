package io.compliancecenter.testing;

import io.compliancecenter.testing.Fixtures.Tenant;
import java.util.List;
import java.util.Map;

/** What is on record of an Organization, read as the application's role. */
public class Records {

    private final Actors actors;

    Records(Actors actors) {
        this.actors = actors;
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
        return actors.adminOf(tenant)
                .inTransaction(statements -> statements.sql(sql).query().listOfRows());
    }
}
