package io.compliancecenter.download.agreement;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form under the terms, as a browser sends it. Fields that it does not have are ignored.
 *
 * @param agreed whether the box was ticked
 * @param version the terms version that was shown
 * @param termsLocale the language in which the terms were shown
 * @param sha256 the hash of the terms that were shown
 * @param wording the hash of the words at the box and on the button, see {@link WordingSource}
 * @param locale the language of those words
 * @param idempotencyKey of the page as it was shown
 */
record AgreementForm(
        @Nullable Boolean agreed,
        int version,
        @NotNull String termsLocale,
        @NotNull String sha256,
        @NotNull String wording,
        @NotNull String locale,
        @NotNull UUID idempotencyKey) {}
