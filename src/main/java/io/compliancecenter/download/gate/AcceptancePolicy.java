package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.terms.Acceptance;
import io.compliancecenter.terms.Acceptances;
import io.compliancecenter.terms.TermsInEffect;
import java.util.Optional;

/** When a member has to agree to the terms. Under each policy, a material version of the terms asks everyone again. */
enum AcceptancePolicy {
    /** Before each download. */
    EACH_DOWNLOAD {
        @Override
        Optional<Acceptance> reusable(
                Acceptances acceptances, CurrentMember member, TermsInEffect terms, CertificateId certificate) {
            return Optional.empty();
        }
    },
    /** Once for each certificate. */
    EACH_CERTIFICATE {
        @Override
        Optional<Acceptance> reusable(
                Acceptances acceptances, CurrentMember member, TermsInEffect terms, CertificateId certificate) {
            return acceptances.findLatest(member, terms, certificate);
        }
    },
    /** Once for each version of the terms that is not editorial. */
    EACH_VERSION {
        @Override
        Optional<Acceptance> reusable(
                Acceptances acceptances, CurrentMember member, TermsInEffect terms, CertificateId certificate) {
            return acceptances.findLatest(member, terms);
        }
    };

    /** The earlier acceptance that the member may use again; empty if they have to agree now. */
    abstract Optional<Acceptance> reusable(
            Acceptances acceptances, CurrentMember member, TermsInEffect terms, CertificateId certificate);
}
