package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.NullUnmarked;

/** The company whose compliance is shown. There is one. */
@Entity
class Vendor {

    /** The table has room for one row. */
    @Id
    @Column(name = "singleton")
    private Boolean only = true;

    @Embedded
    private VendorDetails details;

    Vendor(VendorDetails details) {
        this.details = details;
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Vendor() {}

    /** What is published about the vendor. */
    VendorDetails details() {
        return details.copy();
    }

    /**
     * Publishes other details.
     *
     * @return whether anything differs
     */
    boolean publish(VendorDetails published) {
        if (published.equals(details())) {
            return false;
        }
        details = published;
        return true;
    }
}
