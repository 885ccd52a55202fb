package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
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

    public static final TextRule SUMMARY = TextRule.PLAIN;
    public static final TextRule DESCRIPTION = TextRule.MARKDOWN;
    public static final TextRule HOW_WE_COMPLY = TextRule.MARKDOWN;

    /**
     * A page elsewhere.
     *
     * @param url an {@code https} address
     */
    @Embeddable
    public record Link(String label, String url) {

        public static final ValueFormat<String> URL = ValueFormat.LINK;
    }
}
