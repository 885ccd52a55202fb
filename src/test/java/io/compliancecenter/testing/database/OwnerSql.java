package io.compliancecenter.testing.database;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.database.PooledOwnerDatabase;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL in the transactions of the schema's owner. */
@Component
public class OwnerSql {

    private final OwnerDatabase owner;
    private final JdbcClient client;

    OwnerSql(PooledOwnerDatabase owner, JdbcClient client) {
        this.owner = owner.database();
        this.client = client;
    }

    /** In a publication. */
    public void publish(Consumer<JdbcClient> publication) {
        owner.publish(() -> {
            publication.accept(client);
            return true;
        });
    }

    /** On one snapshot, beside everything else. */
    public <T extends @Nullable Object> T work(Function<JdbcClient, T> work) {
        return owner.work(() -> work.apply(client));
    }
}
