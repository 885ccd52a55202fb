package io.compliancecenter.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Begins every transaction by telling PostgreSQL whom it works for.
 *
 * <p>The settings are local to the transaction, so that a connection goes back to the pool without them, however the
 * transaction ends. They are made where a failure means that the transaction never began.
 */
class BindingTransactionManager extends JdbcTransactionManager {

    private static final String BIND = "select set_config('compliance_center.organization_id', ?, true),"
            + " set_config('compliance_center.user_id', ?, true)";

    private final transient TransactionBinding binding;

    BindingTransactionManager(DataSource dataSource, TransactionBinding binding) {
        super(dataSource);
        this.binding = binding;
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        TransactionBinding.Bound bound = binding.current();
        try (PreparedStatement statement = connection.prepareStatement(BIND)) {
            statement.setString(1, bound.organizationSetting());
            statement.setString(2, bound.userSetting());
            statement.execute();
        }
    }
}
