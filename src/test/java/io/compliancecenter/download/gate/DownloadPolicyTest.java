package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.CertificateAccess;
import io.compliancecenter.download.DenialReason;
import io.compliancecenter.download.SignedAgreementId;
import io.compliancecenter.download.gate.GateDecision.Denied;
import io.compliancecenter.download.gate.GateDecision.SignInRequired;
import io.compliancecenter.download.gate.GateDecision.TermsRequired;
import io.compliancecenter.support.ClientInfo;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.CurrentTerms;
import io.compliancecenter.terms.Wording;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DownloadPolicyTest {

    private static final UUID ANY = new UUID(0, 1);
    private static final Wording WORDING = new Wording("I agree", "Download", Locale.ENGLISH);

    private static final String CURRENT = Sha256.of("# Terms");

    private final CurrentTerms terms = new CurrentTerms(2, 2, Map.of(Locale.ENGLISH, CURRENT));

    @Test
    void whoAgreedToTheCurrentTermsMayPass() {
        assertThat(DownloadPolicy.objectionTo(request(true, true, true, agreement(2, CURRENT), false)))
                .isEmpty();
    }

    @Test
    void whoAgreedEarlierMayPass() {
        assertThat(DownloadPolicy.objectionTo(request(true, true, true, Optional.empty(), true)))
                .isEmpty();
    }

    @Test
    void whoNeverAgreedIsAskedTo() {
        assertThat(DownloadPolicy.objectionTo(request(true, true, true, Optional.empty(), false)))
                .contains(new TermsRequired());
    }

    @Test
    void otherWordsAreNoAgreement() {
        assertThat(DownloadPolicy.objectionTo(request(true, true, true, agreement(1, CURRENT), false)))
                .contains(new Denied(DenialReason.WORDS_CHANGED));
        assertThat(DownloadPolicy.objectionTo(
                        request(true, true, true, agreement(2, Sha256.of("# Other terms")), false)))
                .contains(new Denied(DenialReason.WORDS_CHANGED));
    }

    @Test
    void anotherWordingThanShownIsNoAgreement() {
        assertThat(DownloadPolicy.objectionTo(
                        request(true, true, true, Optional.of(agreement(2, CURRENT, "00")), false)))
                .contains(new Denied(DenialReason.WORDS_CHANGED));
    }

    @Test
    void withoutTermsNobodyPassesEvenWithAnEarlierAcceptance() {
        assertThat(DownloadPolicy.objectionTo(request(true, true, false, Optional.empty(), true)))
                .contains(new Denied(DenialReason.NO_TERMS_PUBLISHED));
        assertThat(DownloadPolicy.objectionTo(request(true, true, false, agreement(2, CURRENT), false)))
                .contains(new Denied(DenialReason.NO_TERMS_PUBLISHED));
    }

    @Test
    void onlyAnAdminPassesAndOnlyToWhatIsOnOffer() {
        assertThat(DownloadPolicy.objectionTo(request(false, true, true, agreement(2, CURRENT), false)))
                .contains(new Denied(DenialReason.NOT_AN_ADMIN));
        assertThat(DownloadPolicy.objectionTo(request(true, false, true, agreement(2, CURRENT), false)))
                .contains(new Denied(DenialReason.CERTIFICATE_NOT_ON_OFFER));
    }

    // CERTIFICATE_IS_FOR_THE_ORGANIZATION
    @Test
    void nobodyPassesToWhatIsOnRequest() {
        DownloadRequest request = request(true, true, true, agreement(2, CURRENT), true);
        assertThat(DownloadPolicy.objectionTo(new DownloadRequest(
                        true,
                        CertificateAccess.ON_REQUEST,
                        request.terms(),
                        true,
                        request.agreement(),
                        request.signedAgreement(),
                        request.earlierAcceptance())))
                .contains(new Denied(DenialReason.CERTIFICATE_ON_REQUEST));
    }

    @Test
    void whoeverAgreesHasSignedInLately() {
        DownloadRequest agreeing = request(true, true, true, agreement(2, CURRENT), false, false);
        DownloadRequest asking = request(true, true, true, Optional.empty(), false, false);
        DownloadRequest agreedEarlier = request(true, true, true, Optional.empty(), true, false);
        assertThat(DownloadPolicy.objectionTo(agreeing)).contains(new SignInRequired());
        assertThat(DownloadPolicy.objectionTo(asking)).contains(new SignInRequired());
        assertThat(DownloadPolicy.objectionTo(agreedEarlier)).isEmpty();
    }

    @Test
    void whoeverDownloadsUnderAnAgreementSignedOutsideHasSignedInLately() {
        for (boolean agreedEarlier : List.of(true, false)) {
            DownloadRequest stale = underAgreement(request(true, true, true, Optional.empty(), agreedEarlier, false));
            DownloadRequest fresh = underAgreement(request(true, true, true, Optional.empty(), agreedEarlier, true));
            assertThat(DownloadPolicy.objectionTo(stale)).contains(new SignInRequired());
            assertThat(DownloadPolicy.objectionTo(fresh)).isEmpty();
        }
    }

    @Test
    void anAgreementSignedOutsideStandsForTheTermsAndForNothingElse() {
        assertThat(DownloadPolicy.objectionTo(underAgreement(request(false, true, true, Optional.empty(), false))))
                .contains(new Denied(DenialReason.NOT_AN_ADMIN));
        assertThat(DownloadPolicy.objectionTo(underAgreement(request(true, false, true, Optional.empty(), false))))
                .contains(new Denied(DenialReason.CERTIFICATE_NOT_ON_OFFER));
        assertThat(DownloadPolicy.objectionTo(underAgreement(request(true, true, false, Optional.empty(), false))))
                .contains(new Denied(DenialReason.NO_TERMS_PUBLISHED));
    }

    private static DownloadRequest underAgreement(DownloadRequest request) {
        return new DownloadRequest(
                request.admin(),
                request.access(),
                request.terms(),
                request.freshSignIn(),
                request.agreement(),
                Optional.of(new SignedAgreementId(ANY)),
                request.earlierAcceptance());
    }

    private DownloadRequest request(
            boolean admin, boolean offered, boolean published, Optional<Agreement> agreement, boolean agreedEarlier) {
        return request(admin, offered, published, agreement, agreedEarlier, true);
    }

    private DownloadRequest request(
            boolean admin,
            boolean offered,
            boolean published,
            Optional<Agreement> agreement,
            boolean agreedEarlier,
            boolean fresh) {
        return new DownloadRequest(
                admin,
                offered ? CertificateAccess.OPEN : CertificateAccess.NONE,
                published ? Optional.of(terms) : Optional.empty(),
                fresh,
                agreement,
                Optional.empty(),
                agreedEarlier ? Optional.of(new AcceptanceId(ANY)) : Optional.empty());
    }

    private static Optional<Agreement> agreement(int version, String sha256) {
        return Optional.of(agreement(version, sha256, WORDING.sha256()));
    }

    private static Agreement agreement(int version, String sha256, String wordingSha256) {
        return new Agreement(
                version,
                Locale.ENGLISH,
                sha256,
                WORDING,
                wordingSha256,
                new ClientInfo(InetAddress.getLoopbackAddress(), ""),
                ANY);
    }
}
