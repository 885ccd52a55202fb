package io.compliancecenter.catalogue;

import org.springframework.stereotype.Component;

/**
 * The catalogue as it is published now. It is cached by its revision, which is read from the database each time, so that every
 * instance shows a change as soon as it is committed.
 */
@Component
public class CurrentCatalogue {

    private final CatalogueRevisions revisions;
    private final CatalogueReader reader;

    CurrentCatalogue(CatalogueRevisions revisions, CatalogueReader reader) {
        this.revisions = revisions;
        this.reader = reader;
    }

    /** All that is published. A request asks once, so that its page shows a single state. */
    public PublishedCatalogue get() {
        return reader.read(revisions.findCurrent());
    }
}
