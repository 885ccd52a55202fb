package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a certification in another language than the catalogue's first. See {@link CertificationDetails} for what each is.
 *
 * @param renewalDescription null if the certification has no renewal cycle
 * @param auditNames one for each audit of the renewal cycle, in their order
 */
@Embeddable
public record CertificationTexts(
        String name,
        String summary,
        String assures,
        @Nullable String renewalDescription,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> auditNames) {

    /** Whether it has every text that a certification with this cycle has, and no other. */
    public boolean isTranslationFor(@Nullable RenewalCycle cycle) {
        return cycle == null
                ? renewalDescription == null && auditNames.isEmpty()
                : renewalDescription != null
                        && auditNames.size() == cycle.audits().size();
    }
}
