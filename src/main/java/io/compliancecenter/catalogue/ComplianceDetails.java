package io.compliancecenter.catalogue;

import jakarta.persistence.Embeddable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor says about a compliance.
 *
 * @param code its name in addresses
 * @param summary plain text, one or two sentences
 * @param description Markdown: what it is
 * @param howWeComply Markdown: how the vendor complies; null if the vendor says nothing about it
 * @param links where to read more, in order
 */
public record ComplianceDetails(
        String code,
        String name,
        Status status,
        String summary,
        String description,
        @Nullable String howWeComply,
        List<Link> links) {

    /**
     * A page elsewhere.
     *
     * @param url an {@code https} address
     */
    @Embeddable
    public record Link(String label, String url) {}
}
