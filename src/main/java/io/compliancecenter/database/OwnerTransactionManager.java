package io.compliancecenter.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import org.hibernate.SessionFactory;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;

/**
 * Runs transactions on a connection of the schema's owner. Inside them, every Spring Data repository works with the owner's
 * rights, because its session is opened on that connection. So one entity manager factory serves both roles.
 */
class OwnerTransactionManager extends JpaTransactionManager {

    private static final long serialVersionUID = 1;

    private final transient Connection connection;

    /** @param connection of the owner; the caller closes it */
    OwnerTransactionManager(EntityManagerFactory entities, Connection connection) {
        super(entities);
        this.connection = connection;
        // A JdbcClient of this data source takes part in the same transaction.
        setDataSource(new SingleConnectionDataSource(connection, true));
    }

    @Override
    protected EntityManager createEntityManagerForTransaction() {
        return obtainEntityManagerFactory()
                .unwrap(SessionFactory.class)
                .withOptions()
                .connection(connection)
                .openSession();
    }
}
