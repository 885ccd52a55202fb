package io.compliancecenter.database;

import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Hibernate with the dialect that binds each transaction to its Organization. A dialect that is set on the transaction
 * manager would be replaced by the one of the entity manager factory, which comes from here.
 */
class BindingJpaVendorAdapter extends HibernateJpaVendorAdapter {

    private final BindingJpaDialect dialect;

    /** @param refusals turns the database's own refusals into exceptions that name their reason */
    BindingJpaVendorAdapter(TransactionBinding binding, SQLExceptionTranslator refusals) {
        dialect = new BindingJpaDialect(binding);
        dialect.setJdbcExceptionTranslator(refusals);
    }

    @Override
    public HibernateJpaDialect getJpaDialect() {
        return dialect;
    }
}
