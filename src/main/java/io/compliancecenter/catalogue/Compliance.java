package io.compliancecenter.catalogue;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A regulation or a standard, and how the vendor complies with it. It is retired when the vendor no longer lists it. */
@Entity
class Compliance {

    @Id
    private String code;

    private int position;
    private String name;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String summary;
    private String description;
    private @Nullable String howWeComply;

    @ElementCollection
    @CollectionTable(name = "compliance_link", joinColumns = @JoinColumn(name = "compliance_code"))
    @OrderColumn(name = "position")
    private List<ComplianceDetails.Link> links = new ArrayList<>();

    private @Nullable Instant retiredAt;

    /**
     * Publishes a new one.
     *
     * @param position its place in the list, from 1
     */
    Compliance(int position, ComplianceDetails details) {
        code = details.code();
        set(position, details);
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Compliance() {}

    private void set(int position, ComplianceDetails details) {
        this.position = position;
        name = details.name();
        status = details.status();
        summary = details.summary();
        description = details.description();
        howWeComply = details.howWeComply();
        if (!links.equals(details.links())) {
            links.clear();
            links.addAll(details.links());
        }
        retiredAt = null;
    }

    String code() {
        return code;
    }

    /** What the vendor says about it. */
    ComplianceDetails details() {
        return new ComplianceDetails(code, name, status, summary, description, howWeComply, List.copyOf(links));
    }

    boolean isPublished() {
        return retiredAt == null;
    }

    /**
     * Publishes it as the vendor describes it now, also if it was retired.
     *
     * @param position its place in the list, from 1
     * @return whether anything differs
     */
    boolean publish(int position, ComplianceDetails published) {
        if (isPublished() && this.position == position && details().equals(published)) {
            return false;
        }
        set(position, published);
        return true;
    }

    /** Takes it off the page. */
    void retire(Instant at) {
        retiredAt = at;
    }
}
