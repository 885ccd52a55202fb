package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One connection, passed from Organization to Organization: whatever happens on it, nothing of the last one stays. */
@IntegrationTest
class TransactionBindingIT {

    private static final int TRANSACTIONS = 4000;

    @Autowired
    HikariDataSource application;

    @Autowired
    Fixtures fixtures;

    final TransactionBinding bindings = new TransactionBinding();
    HikariDataSource poolOfOne;
    EntityManagerFactory entities;
    TransactionTemplate transaction;
    JdbcClient database;

    @BeforeEach
    void open() {
        HikariConfig config = new HikariConfig();
        application.copyStateTo(config);
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(30_000);
        config.setPoolName("pool of one");
        poolOfOne = new HikariDataSource(config);
        transaction = new TransactionTemplate(transactionManager());
        database = JdbcClient.create(poolOfOne);
    }

    /** The application's own way to begin a transaction, on a pool with one connection. */
    private PlatformTransactionManager transactionManager() {
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(poolOfOne);
        factory.setManagedTypes(PersistenceManagedTypes.of());
        factory.setJpaVendorAdapter(new DatabaseConfiguration().jpaVendorAdapter(bindings, new DatabaseRefusals()));
        factory.afterPropertiesSet();
        entities = factory.getObject();
        return new JpaTransactionManager(entities);
    }

    @AfterEach
    void close() {
        entities.close();
        poolOfOne.close();
    }

    // BindingJpaDialect: "false" in place of "true" in set_config lets a binding outlive its transaction
    @Test
    void noTransactionEverSeesAnotherOrganization() throws Exception {
        List<Tenant> tenants = List.of(fixtures.organization(), fixtures.organization(), fixtures.organization());
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                work.add(threads.submit(() -> {
                    for (int number = 0; number < TRANSACTIONS / 4; number++) {
                        Tenant tenant = tenants.get(random.nextInt(tenants.size()));
                        switch (random.nextInt(5)) {
                            case 0 -> assertThat(visible()).isEmpty();
                            // Outside of a transaction nothing is bound, and nothing may be left from the last one.
                            case 1 -> assertThat(slugs()).isEmpty();
                            case 2 -> failing(tenant);
                            default -> bound(tenant);
                        }
                    }
                }));
            }
            for (Future<?> done : work) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aBindingWithinABindingGivesWayToTheOuterOne() {
        Tenant outer = fixtures.organization();
        Tenant inner = fixtures.organization();
        try (Binding asOuter = bindings.bind(outer.id(), outer.admin().id())) {
            try (Binding asInner = bindings.bind(inner.id(), inner.admin().id())) {
                assertThat(visible()).containsExactly(inner.slug());
            }
            assertThat(visible()).containsExactly(outer.slug());
        }
        assertThat(visible()).isEmpty();
    }

    private void bound(Tenant tenant) {
        try (Binding bound = bindings.bind(tenant.id(), tenant.admin().id())) {
            assertThat(visible()).containsExactly(tenant.slug());
        }
    }

    /** A transaction that sees what it may, and then fails, in Java or in PostgreSQL. */
    private void failing(Tenant tenant) {
        try (Binding bound = bindings.bind(tenant.id(), tenant.admin().id())) {
            transaction.executeWithoutResult(status -> {
                assertThat(slugs()).containsExactly(tenant.slug());
                if (tenant.id().hashCode() % 2 == 0) {
                    throw new Deliberate();
                }
                database.sql("select 1 / 0").query(Integer.class).single();
            });
        } catch (Deliberate | org.springframework.dao.DataAccessException expected) {
            // What follows on the same connection is what counts.
        }
    }

    private List<String> visible() {
        return transaction.execute(status -> slugs());
    }

    private List<String> slugs() {
        return database.sql("select slug from organization").query(String.class).list();
    }

    private static class Deliberate extends RuntimeException {}
}
