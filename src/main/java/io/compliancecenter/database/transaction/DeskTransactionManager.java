package io.compliancecenter.database.transaction;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.SessionFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.JpaTransactionManager;

/**
 * Runs transactions as the desk's role: inside them, every Spring Data repository works with that role's rights, because its
 * session is opened on a connection of the desk's pool.
 */
public class DeskTransactionManager extends JpaTransactionManager {

    private static final long serialVersionUID = 1;

    private final transient DataSource connections;

    public DeskTransactionManager(EntityManagerFactory entities, DataSource connections) {
        super(entities);
        this.connections = connections;
    }

    @Override
    protected EntityManager createEntityManagerForTransaction() {
        try {
            Connection connection = connections.getConnection();
            return obtainEntityManagerFactory()
                    .unwrap(SessionFactory.class)
                    .withOptions()
                    .connection(connection)
                    .eventListeners(new BaseSessionEventListener() {
                        @Override
                        public void end() {
                            DataSourceUtils.releaseConnection(connection, null);
                        }
                    })
                    .openSession();
        } catch (SQLException failure) {
            throw new CannotGetJdbcConnectionException("The desk cannot connect to the database", failure);
        }
    }
}
