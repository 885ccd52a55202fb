package io.compliancecenter.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a list in the vendor's order. It is retired when the vendor no longer lists it.
 *
 * @param <D> what the vendor says about it
 */
@MappedSuperclass
abstract class CatalogueEntry<D> {

    private int position;

    /** In the desk's order, which comes before the positions; null if that does not name it. */
    @Column(insertable = false, updatable = false)
    private @Nullable Integer place;

    private @Nullable Instant retiredAt;

    /** A function of the database changes it. */
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private Manager managedBy = Manager.FOLDER;

    abstract String code();

    /** What the vendor says about it. */
    abstract D details();

    abstract void describe(D details);

    /** Whether a folder says what it is. */
    boolean isManagedByFolder() {
        return managedBy == Manager.FOLDER;
    }

    boolean isPublished() {
        return retiredAt == null;
    }

    /**
     * Publishes it as the vendor describes it now, also if it is new or was retired.
     *
     * @param position its place in the list, from 1
     * @return whether anything differs
     */
    boolean publish(int position, D published) {
        if (isPublished() && this.position == position && details().equals(published)) {
            return false;
        }
        this.position = position;
        describe(published);
        retiredAt = null;
        return true;
    }

    /** Takes it off the page. */
    void retire(Instant at) {
        retiredAt = at;
    }
}
