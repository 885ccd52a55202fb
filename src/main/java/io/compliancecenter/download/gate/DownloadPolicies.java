package io.compliancecenter.download.gate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The conditions of the gate, in the order in which they are told. */
final class DownloadPolicies {

    static final DownloadPolicy MEMBER_IS_ADMIN = rejectUnless(DownloadRequest::admin, Rejection.NOT_AN_ADMIN);

    static final DownloadPolicy CERTIFICATE_IS_ON_OFFER =
            rejectUnless(DownloadRequest::onOffer, Rejection.CERTIFICATE_NOT_ON_OFFER);

    static final DownloadPolicy TERMS_ARE_PUBLISHED =
            rejectUnless(request -> request.terms().isPresent(), Rejection.NO_TERMS_PUBLISHED);

    /** What was shown is what is agreed to: the same version, in one of its languages, and the same bytes. */
    static final DownloadPolicy WORDS_ARE_CURRENT = rejectUnless(
            request -> request.agreement()
                    .map(agreement -> request.terms()
                            .filter(terms -> terms.areThoseOf(agreement))
                            .isPresent())
                    .orElse(true),
            Rejection.WORDS_CHANGED);

    static final DownloadPolicy TERMS_ARE_AGREED_TO = rejectUnless(
            request -> request.agreement().isPresent()
                    || request.earlierAcceptance().isPresent(),
            Rejection.AGREEMENT_REQUIRED);

    private static final List<DownloadPolicy> ALL = List.of(
            MEMBER_IS_ADMIN, CERTIFICATE_IS_ON_OFFER, TERMS_ARE_PUBLISHED, WORDS_ARE_CURRENT, TERMS_ARE_AGREED_TO);

    private DownloadPolicies() {}

    /** The first objection of any policy; empty if the request may pass. */
    static Optional<Rejection> objectionTo(DownloadRequest request) {
        return ALL.stream()
                .flatMap(policy -> policy.objectionTo(request).stream())
                .findFirst();
    }

    private static DownloadPolicy rejectUnless(Predicate<DownloadRequest> condition, Rejection rejection) {
        return request -> condition.test(request) ? Optional.empty() : Optional.of(rejection);
    }
}
