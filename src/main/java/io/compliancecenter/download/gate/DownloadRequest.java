package io.compliancecenter.download.gate;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.terms.AcceptanceId;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.TermsInEffect;
import java.util.Optional;

/**
 * What the gate decides on, read after everything that it stands on was held still.
 *
 * @param admin whether the member is an admin of the Organization now
 * @param onOffer whether the certificate can be downloaded
 * @param terms the current version; empty if there is none
 * @param agreement what the member has just agreed to; empty if they only asked for the certificate
 * @param earlierAcceptance an acceptance of the current terms, or of earlier ones that differ editorially, that serves this certificate under the acceptance policy
 */
record DownloadRequest(
        CurrentMember member,
        boolean admin,
        boolean onOffer,
        Optional<TermsInEffect> terms,
        Optional<Agreement> agreement,
        Optional<AcceptanceId> earlierAcceptance) {}
