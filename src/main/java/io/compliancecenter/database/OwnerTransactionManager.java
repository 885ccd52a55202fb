package io.compliancecenter.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import org.hibernate.SessionFactory;
import org.springframework.orm.jpa.JpaTransactionManager;

/**
 * Runs transactions on a connection of the schema's owner. Inside them, every Spring Data repository works with the owner's
 * rights, because its session is opened on that connection. So one entity manager factory serves both roles. SQL for the
 * factory's data source takes part in the same transaction, as with any {@link JpaTransactionManager}.
 */
class OwnerTransactionManager extends JpaTransactionManager {

    private static final long serialVersionUID = 1;

    private final transient Connection connection;

    /** @param connection of the owner; the caller closes it */
    OwnerTransactionManager(EntityManagerFactory entities, Connection connection) {
        super(entities);
        this.connection = connection;
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
