package io.compliancecenter.dashboard;

import java.util.UUID;

/**
 * What a page shows that is not published: it says so, and none of its buttons does anything.
 *
 * @param draft id of the draft whose changes it shows
 * @param title of the draft
 * @param organization name of the Organization whose page it would be
 */
public record CataloguePreview(UUID draft, String title, String organization) {

    /** In the model. */
    public static final String ATTRIBUTE = "cataloguePreview";
}
