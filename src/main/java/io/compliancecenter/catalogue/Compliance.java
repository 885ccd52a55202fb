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
public class Compliance {

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
    private List<Link> links = new ArrayList<>();

    private @Nullable Instant retiredAt;

    /**
     * Publishes a new one.
     *
     * @param position its place in the list, from 1
     */
    public Compliance(int position, ComplianceDetails details) {
        code = details.code();
        this.position = position;
        name = details.name();
        status = details.status();
        summary = details.summary();
        description = details.description();
        howWeComply = details.howWeComply();
        links.addAll(details.links());
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Compliance() {}

    /** Its name in addresses. It never changes. */
    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    public Status status() {
        return status;
    }

    /** Plain text, one or two sentences. */
    public String summary() {
        return summary;
    }

    /** Markdown: what it is. */
    public String description() {
        return description;
    }

    /** Markdown: how the vendor complies; null if the vendor says nothing about it. */
    public @Nullable String howWeComply() {
        return howWeComply;
    }

    /** Where to read more, in the vendor's order. */
    public List<Link> links() {
        return List.copyOf(links);
    }

    /** What the vendor says about it. */
    public ComplianceDetails details() {
        return new ComplianceDetails(code, name, status, summary, description, howWeComply, links());
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
        this.position = position;
        name = published.name();
        status = published.status();
        summary = published.summary();
        description = published.description();
        howWeComply = published.howWeComply();
        if (!links.equals(published.links())) {
            links.clear();
            links.addAll(published.links());
        }
        retiredAt = null;
        return true;
    }

    /** Takes it off the page. */
    void retire(Instant at) {
        retiredAt = at;
    }
}
