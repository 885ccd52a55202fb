package io.compliancecenter.database;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * The {@link OwnerDatabase} of fixtures, which keeps its connections. A new one takes thousands of rounds of SCRAM, and tests
 * would otherwise spend a third of their time on that.
 */
@Component
public class PooledOwnerDatabase implements AutoCloseable {

    private final HikariDataSource connections = new HikariDataSource();
    private final OwnerDatabase database;

    PooledOwnerDatabase(
            JdbcConnectionDetails application,
            FlywayConnectionDetails owner,
            EntityManagerFactory entities,
            PublicationLock lock) {
        connections.setPoolName("fixtures");
        connections.setDataSource(DatabaseLogin.ofOwner(owner, application).dataSource(Duration.ZERO));
        connections.setMinimumIdle(0);
        database = new OwnerDatabase(connections, entities, lock);
    }

    public OwnerDatabase database() {
        return database;
    }

    @Override
    public void close() {
        connections.close();
    }
}
