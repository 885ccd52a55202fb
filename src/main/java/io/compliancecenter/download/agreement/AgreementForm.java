package io.compliancecenter.download.agreement;

import io.compliancecenter.support.ClientInfo;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.Wording;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form on the terms page, as a browser sends it. Other fields are ignored.
 *
 * @param agreed whether the checkbox was ticked
 * @param version the terms version that was shown
 * @param termsLocale the language in which the terms were shown
 * @param sha256 the hash of the terms that were shown
 * @param wording the {@linkplain Wording#sha256 hash} of the wording that was shown
 * @param locale the language of that wording
 * @param idempotencyKey of the page
 */
record AgreementForm(
        @Nullable Boolean agreed,
        int version,
        @NotNull String termsLocale,
        @NotNull String sha256,
        @NotNull String wording,
        @NotNull String locale,
        @NotNull UUID idempotencyKey) {

    boolean isAgreed() {
        return Boolean.TRUE.equals(agreed);
    }

    /** @param current the wording of the page now */
    Agreement agreement(Wording current, ClientInfo client) {
        return new Agreement(
                version, Locale.forLanguageTag(termsLocale), sha256, current, wording, client, idempotencyKey);
    }
}
