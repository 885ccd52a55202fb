package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.OrganizationView;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.AcceptanceId;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.TermsInEffect;
import io.compliancecenter.testing.SignedIn;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DownloadPoliciesTest {

    private static final UUID ANY = new UUID(0, 1);

    private final TermsInEffect terms = new TermsInEffect(2, 2, Map.of(Locale.ENGLISH, "aa"));

    @Test
    void whoAgreedToTheCurrentTermsMayPass() {
        assertThat(DownloadPolicies.objectionTo(request(true, true, true, agreement(2, "aa"), false)))
                .isEmpty();
    }

    @Test
    void whoAgreedEarlierMayPass() {
        assertThat(DownloadPolicies.objectionTo(request(true, true, true, Optional.empty(), true)))
                .isEmpty();
    }

    @Test
    void whoNeverAgreedIsAskedTo() {
        assertThat(DownloadPolicies.objectionTo(request(true, true, true, Optional.empty(), false)))
                .contains(Rejection.AGREEMENT_REQUIRED);
    }

    @Test
    void otherWordsAreNoAgreement() {
        assertThat(DownloadPolicies.objectionTo(request(true, true, true, agreement(1, "aa"), false)))
                .contains(Rejection.WORDS_CHANGED);
        assertThat(DownloadPolicies.objectionTo(request(true, true, true, agreement(2, "ab"), false)))
                .contains(Rejection.WORDS_CHANGED);
    }

    @Test
    void withoutTermsNobodyPassesEvenWithAnEarlierAcceptance() {
        assertThat(DownloadPolicies.objectionTo(request(true, true, false, Optional.empty(), true)))
                .contains(Rejection.NO_TERMS_PUBLISHED);
        assertThat(DownloadPolicies.objectionTo(request(true, true, false, agreement(2, "aa"), false)))
                .contains(Rejection.NO_TERMS_PUBLISHED);
    }

    @Test
    void onlyAnAdminPassesAndOnlyToWhatIsOnOffer() {
        assertThat(DownloadPolicies.objectionTo(request(false, true, true, agreement(2, "aa"), false)))
                .contains(Rejection.NOT_AN_ADMIN);
        assertThat(DownloadPolicies.objectionTo(request(true, false, true, agreement(2, "aa"), false)))
                .contains(Rejection.CERTIFICATE_NOT_ON_OFFER);
    }

    private DownloadRequest request(
            boolean admin, boolean offered, boolean published, Optional<Agreement> agreement, boolean agreedEarlier) {
        return new DownloadRequest(
                member(),
                admin,
                offered,
                published ? Optional.of(terms) : Optional.empty(),
                agreement,
                agreedEarlier ? Optional.of(new AcceptanceId(ANY)) : Optional.empty());
    }

    private static Optional<Agreement> agreement(int version, String sha256) {
        return Optional.of(new Agreement(
                version,
                Locale.ENGLISH,
                sha256,
                ANY,
                new Agreement.Wording("I agree", "Download", Locale.ENGLISH),
                new Agreement.Client(InetAddress.getLoopbackAddress(), ""),
                ANY));
    }

    private static CurrentMember member() {
        return new CurrentMember(
                new OrganizationView(new OrganizationId(ANY), "acme", "Acme"),
                Role.ADMIN,
                new UserId(ANY),
                "Name",
                "a@b.example",
                new SignedIn(new UserId(ANY)));
    }
}
