package io.compliancecenter.catalogue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is published now. It is read whole once, and kept for as long as the database says that it is the one: each request asks
 * for the revision, so that a change shows in every instance as soon as it is committed.
 */
@Component
public class CurrentCatalogue {

    private final JdbcClient database;
    private final Catalogue catalogue;
    private final TransactionTemplate snapshot;

    private volatile @Nullable PublishedCatalogue last;

    CurrentCatalogue(JdbcClient database, Catalogue catalogue, PlatformTransactionManager transactions) {
        this.database = database;
        this.catalogue = catalogue;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        // All of it as of one moment, its revision too: otherwise half of a change could be kept.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * All that is published; what a page shows is taken from one answer, so that it is of one moment.
     *
     * @param revision that the database names now
     */
    public PublishedCatalogue at(UUID revision) {
        PublishedCatalogue known = last;
        if (known != null && known.revision().equals(revision)) {
            return known;
        }
        PublishedCatalogue read = snapshot.execute(transaction -> new PublishedCatalogue(
                revision(), catalogue.vendor().orElse(null), catalogue.compliances(), catalogue.certifications()));
        last = read;
        return read;
    }

    /** All that is published now. */
    PublishedCatalogue now() {
        return at(revision());
    }

    private UUID revision() {
        return database.sql("select revision from catalogue_revision")
                .query(UUID.class)
                .single();
    }
}
