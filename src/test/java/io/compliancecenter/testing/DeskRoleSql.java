package io.compliancecenter.testing;

import io.compliancecenter.testing.Fixtures.User;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** SQL on the desk's own database connection, past all of its Java. */
public class DeskRoleSql {

    /** Not every database that is tested has a desk. */
    private final ObjectProvider<DataSource> connections;

    DeskRoleSql(@Qualifier("deskDataSource") ObjectProvider<DataSource> connections) {
        this.connections = connections;
    }

    /** Works in one transaction that is bound to this user. */
    public <T> T as(User user, Function<JdbcClient, T> work) {
        DataSource desk = connections.getObject();
        JdbcClient database = JdbcClient.create(desk);
        return new TransactionTemplate(new JdbcTransactionManager(desk)).execute(status -> {
            database.sql("select set_config('compliance_center.user_id', ?, true)")
                    .params(user.id().toString())
                    .query(String.class)
                    .single();
            return work.apply(database);
        });
    }
}
