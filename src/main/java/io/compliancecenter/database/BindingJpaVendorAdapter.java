package io.compliancecenter.database;

import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Provides the {@link BindingJpaDialect}. A dialect that is set on the transaction manager would be replaced by that of the
 * entity manager factory, which comes from here.
 */
class BindingJpaVendorAdapter extends HibernateJpaVendorAdapter {

    private final BindingJpaDialect dialect;

    /** @param refusals translates the SQLSTATEs of the schema's rules */
    BindingJpaVendorAdapter(TransactionBinding binding, SQLExceptionTranslator refusals) {
        dialect = new BindingJpaDialect(binding);
        dialect.setJdbcExceptionTranslator(refusals);
    }

    @Override
    public HibernateJpaDialect getJpaDialect() {
        return dialect;
    }
}
