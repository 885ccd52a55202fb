package io.compliancecenter.catalogue.published;

import jakarta.persistence.Embeddable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a compliance in another language than the catalogue's first. See {@link ComplianceDetails} for what each is.
 *
 * @param howWeComply null if the compliance has none
 * @param linkLabels one for each of its links, in their order
 */
@Embeddable
public record ComplianceTexts(
        String name,
        String summary,
        String description,
        @Nullable String howWeComply,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> linkLabels) {

    /** Whether it has every text that the compliance has, and no other. */
    public boolean isTranslationOf(ComplianceDetails compliance) {
        return (howWeComply == null) == (compliance.howWeComply() == null)
                && linkLabels.size() == compliance.links().size();
    }
}
