package io.compliancecenter.dashboard;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows that is not published: it says so, and none of its buttons does anything.
 *
 * @param draft id of the draft whose changes it shows
 * @param title of the draft
 * @param organization name of the Organization whose page it would be
 * @param newTerms whether the draft has terms, which a download would lead to
 * @param agreementSignedOn when the Organization signed an agreement on paper that is in force; null if there is none
 */
public record CataloguePreview(
        UUID draft,
        String title,
        String organization,
        boolean newTerms,
        @Nullable LocalDate agreementSignedOn) {

    /** In the model. */
    public static final String ATTRIBUTE = "cataloguePreview";
}
