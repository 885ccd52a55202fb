package io.compliancecenter.database;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.Session;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionDefinition;

/**
 * Binds every transaction to its Organization and user, by settings that row-level security reads.
 *
 * <p>The settings are local to the transaction, so a connection returns to the pool without them, however the transaction
 * ends. If they cannot be set, the transaction manager rolls back and the transaction never begins.
 */
class BindingJpaDialect extends HibernateJpaDialect {

    private static final long serialVersionUID = 1;

    private static final String BIND = "select set_config('compliance_center.organization_id', ?, true),"
            + " set_config('compliance_center.user_id', ?, true)";

    private final transient TransactionBinding binding;

    BindingJpaDialect(TransactionBinding binding) {
        this.binding = binding;
    }

    @Override
    public Object beginTransaction(EntityManager entityManager, TransactionDefinition definition) throws SQLException {
        Object transaction = super.beginTransaction(entityManager, definition);
        entityManager.unwrap(Session.class).doWork(this::bind);
        return transaction;
    }

    private void bind(Connection connection) throws SQLException {
        TransactionBinding.Bound bound = binding.current();
        try (PreparedStatement statement = connection.prepareStatement(BIND)) {
            statement.setString(1, bound.organization());
            statement.setString(2, bound.user());
            statement.execute();
        }
    }
}
