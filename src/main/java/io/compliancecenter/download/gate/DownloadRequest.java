package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.published.CertificateAccess;
import io.compliancecenter.download.SignedAgreementId;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.CurrentTerms;
import java.util.Optional;

/**
 * What the gate decides on, read while publication is locked.
 *
 * @param admin whether the user is an admin of the Organization now
 * @param access what the Organization may do with the certificate
 * @param terms the current version; empty if there is none
 * @param freshSignIn whether the member has proved recently enough who they are
 * @param agreement what the member has just agreed to; empty if they only asked for the certificate
 * @param signedAgreement the agreement that the Organization signed on paper and that is in force; empty if there is none, or
 *     the member has just agreed, which counts before it
 * @param earlierAcceptance the acceptance that the acceptance policy lets the member use again; empty if there is none, or
 *     the member has just agreed
 */
record DownloadRequest(
        boolean admin,
        CertificateAccess access,
        Optional<CurrentTerms> terms,
        boolean freshSignIn,
        Optional<Agreement> agreement,
        Optional<SignedAgreementId> signedAgreement,
        Optional<AcceptanceId> earlierAcceptance) {}
