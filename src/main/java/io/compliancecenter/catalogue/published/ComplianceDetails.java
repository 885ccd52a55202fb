package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import jakarta.persistence.Embeddable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor says about a compliance.
 *
 * @param code its name in addresses
 * @param summary plain text, one or two sentences
 * @param description Markdown: what it is
 * @param howWeComply Markdown: how the vendor complies; null if the vendor says nothing about it
 * @param links where to read more, in order
 * @param translations all of this in other languages, by language tag (BCP 47)
 */
public record ComplianceDetails(
        String code,
        String name,
        Status status,
        String summary,
        String description,
        @Nullable String howWeComply,
        List<Link> links,
        Map<String, ComplianceTexts> translations) {

    /** In one language. */
    public ComplianceDetails(
            String code,
            String name,
            Status status,
            String summary,
            String description,
            @Nullable String howWeComply,
            List<Link> links) {
        this(code, name, status, summary, description, howWeComply, links, Map.of());
    }

    public static final TextRule SUMMARY = TextRule.PLAIN;
    public static final TextRule DESCRIPTION = TextRule.MARKDOWN;
    public static final TextRule HOW_WE_COMPLY = TextRule.MARKDOWN;

    /** The same with these translations. */
    public ComplianceDetails with(Map<String, ComplianceTexts> others) {
        return new ComplianceDetails(code, name, status, summary, description, howWeComply, links, Map.copyOf(others));
    }

    /** What is shown of it where the catalogue is in these languages: no other translation, and none that is not complete. */
    public ComplianceDetails within(List<String> languages) {
        Map<String, ComplianceTexts> shown = new HashMap<>(translations);
        shown.entrySet()
                .removeIf(translation -> !languages.contains(translation.getKey())
                        || !translation.getValue().isTranslationOf(this));
        return with(shown);
    }

    /** With its texts in that language; as it is if it has none in it. */
    public ComplianceDetails in(String language) {
        ComplianceTexts texts = translations.get(language);
        return texts == null
                ? this
                : new ComplianceDetails(
                        code,
                        texts.name(),
                        status,
                        texts.summary(),
                        texts.description(),
                        texts.howWeComply(),
                        IntStream.range(0, links.size())
                                .mapToObj(link -> new Link(
                                        texts.linkLabels().get(link),
                                        links.get(link).url()))
                                .toList(),
                        translations);
    }

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
