package io.compliancecenter.download.agreement;

import io.compliancecenter.redline.Redline;
import io.compliancecenter.terms.TermsText;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.web.TimeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What changed in the terms since a member last agreed to them.
 *
 * @param version the version they agreed to
 * @param agreedAt when they agreed to it
 * @param editorial whether all changes since then are editorial
 * @param comparison {@code shown}, or why nothing is compared: {@code same-words}, or {@code other-language} if the
 *     earlier version was not published in the language that is shown now
 * @param parts the redline, if it is shown
 */
record TermsChanges(int version, TimeText agreedAt, boolean editorial, String comparison, List<Redline.Part> parts) {

    static TermsChanges of(
            TermsVersion agreedTo, Instant agreedAt, TermsVersion current, AgreementLanguage language, ZoneId zone) {
        TermsText shown = language.terms();
        Optional<Redline> redline = agreedTo.text(shown.locale())
                .map(before -> Redline.between(before.markdown(), shown.markdown(), shown.locale()));
        boolean different = redline.filter(changes -> !changes.empty()).isPresent();
        return new TermsChanges(
                agreedTo.version(),
                TimeText.of(agreedAt, language.page(), zone),
                current.changesOnlyEditorially(agreedTo.version()),
                redline.isEmpty() ? "other-language" : different ? "shown" : "same-words",
                different ? redline.orElseThrow().parts() : List.of());
    }
}
