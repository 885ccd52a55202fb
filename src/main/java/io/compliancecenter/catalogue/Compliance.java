package io.compliancecenter.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regulation or a standard, and how the vendor complies with it.
 *
 * @param code its name in addresses
 * @param summary plain text, one or two sentences
 * @param description Markdown: what it is
 * @param howWeComply Markdown: how the vendor complies; null if the vendor says nothing on it
 * @param links where to read more, in order
 */
public record Compliance(
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
    public record Link(String label, String url) {}
}
