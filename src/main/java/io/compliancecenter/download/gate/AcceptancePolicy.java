package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.terms.Acceptance;
import io.compliancecenter.terms.Acceptances;
import io.compliancecenter.terms.CurrentTerms;
import java.util.Optional;

/** When a member has to agree to the terms. Under each policy, a material version of the terms asks everyone again. */
enum AcceptancePolicy {
    /** Before each download. */
    EACH_DOWNLOAD,
    /** Once for each certificate. */
    EACH_CERTIFICATE,
    /** Once for each version of the terms that is not editorial. */
    EACH_VERSION;

    /** The earlier acceptance that the member may use again; empty if they have to agree now. */
    Optional<Acceptance> reusable(
            Acceptances acceptances, CurrentMember member, CurrentTerms terms, CertificateId certificate) {
        return switch (this) {
            case EACH_DOWNLOAD -> Optional.empty();
            case EACH_CERTIFICATE -> acceptances.findLatest(member, terms, certificate);
            case EACH_VERSION -> acceptances.findLatest(member, terms);
        };
    }
}
