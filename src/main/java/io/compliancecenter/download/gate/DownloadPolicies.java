package io.compliancecenter.download.gate;

import io.compliancecenter.download.DenialReason;
import io.compliancecenter.download.gate.GateDecision.Denied;
import io.compliancecenter.download.gate.GateDecision.TermsRequired;
import io.compliancecenter.terms.Agreement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The policies of the gate, in the order in which they are checked. */
final class DownloadPolicies {

    static final DownloadPolicy MEMBER_IS_ADMIN =
            require(DownloadRequest::admin, new Denied(DenialReason.NOT_AN_ADMIN));

    static final DownloadPolicy CERTIFICATE_IS_ON_OFFER =
            require(DownloadRequest::onOffer, new Denied(DenialReason.CERTIFICATE_NOT_ON_OFFER));

    static final DownloadPolicy TERMS_ARE_IN_EFFECT =
            require(request -> request.terms().isPresent(), new Denied(DenialReason.NO_TERMS_PUBLISHED));

    /** The terms that were shown are the current ones: same version, same language, same bytes. */
    static final DownloadPolicy SHOWN_TERMS_ARE_CURRENT = require(
            request -> request.agreement().stream()
                    .allMatch(agreement -> request.terms().stream().anyMatch(terms -> terms.matches(agreement))),
            new Denied(DenialReason.WORDS_CHANGED));

    /** The checkbox and the button were labelled as the record will say. */
    static final DownloadPolicy SHOWN_WORDING_IS_CURRENT = require(
            request -> request.agreement().stream().allMatch(Agreement::showedItsWording),
            new Denied(DenialReason.WORDS_CHANGED));

    static final DownloadPolicy TERMS_ARE_AGREED_TO = require(
            request -> request.agreement().isPresent()
                    || request.earlierAcceptance().isPresent(),
            new TermsRequired());

    private static final List<DownloadPolicy> ALL = List.of(
            MEMBER_IS_ADMIN,
            CERTIFICATE_IS_ON_OFFER,
            TERMS_ARE_IN_EFFECT,
            SHOWN_TERMS_ARE_CURRENT,
            SHOWN_WORDING_IS_CURRENT,
            TERMS_ARE_AGREED_TO);

    private DownloadPolicies() {}

    /** The objection of the first policy that the request violates; empty if it complies with all. */
    static Optional<GateDecision> objectionTo(DownloadRequest request) {
        return ALL.stream()
                .flatMap(policy -> policy.objectionTo(request).stream())
                .findFirst();
    }

    private static DownloadPolicy require(Predicate<DownloadRequest> condition, GateDecision otherwise) {
        return request -> condition.test(request) ? Optional.empty() : Optional.of(otherwise);
    }
}
