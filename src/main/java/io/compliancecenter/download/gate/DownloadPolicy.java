package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.published.CertificateAccess;
import io.compliancecenter.download.DenialReason;
import io.compliancecenter.download.gate.GateDecision.Denied;
import io.compliancecenter.download.gate.GateDecision.SignInRequired;
import io.compliancecenter.download.gate.GateDecision.TermsRequired;
import io.compliancecenter.terms.Agreement;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The conditions of the gate, in the order in which they are checked. */
enum DownloadPolicy {
    MEMBER_IS_ADMIN(DownloadRequest::admin, new Denied(DenialReason.NOT_AN_ADMIN)),

    /** What is for others does not exist, unless they may know of it. */
    CERTIFICATE_IS_ON_OFFER(
            request -> request.access() != CertificateAccess.NONE, new Denied(DenialReason.CERTIFICATE_NOT_ON_OFFER)),

    CERTIFICATE_IS_FOR_THE_ORGANIZATION(
            request -> request.access() == CertificateAccess.OPEN, new Denied(DenialReason.CERTIFICATE_ON_REQUEST)),

    TERMS_ARE_IN_EFFECT(request -> request.terms().isPresent(), new Denied(DenialReason.NO_TERMS_PUBLISHED)),

    /** The terms that were shown are the current ones: same version, same language, same bytes. */
    SHOWN_TERMS_ARE_CURRENT(
            request -> request.agreement().stream()
                    .allMatch(agreement -> request.terms().stream().anyMatch(terms -> terms.matches(agreement))),
            new Denied(DenialReason.WORDS_CHANGED)),

    /** The checkbox and the button were labelled as the record will say. */
    SHOWN_WORDING_IS_CURRENT(
            request -> request.agreement().stream().allMatch(Agreement::showedItsWording),
            new Denied(DenialReason.WORDS_CHANGED)),

    /**
     * Whoever agrees has signed in lately. An acceptance that counts already was given so, and needs nothing; an agreement signed
     * outside says nothing about the person.
     */
    SIGN_IN_IS_FRESH(
            request -> request.freshSignIn()
                    || request.agreement().isEmpty()
                            && request.signedAgreement().isEmpty()
                            && request.earlierAcceptance().isPresent(),
            new SignInRequired()),

    TERMS_ARE_AGREED_TO(
            request -> request.agreement().isPresent()
                    || request.signedAgreement().isPresent()
                    || request.earlierAcceptance().isPresent(),
            new TermsRequired());

    private final Predicate<DownloadRequest> condition;
    private final GateDecision objection;

    DownloadPolicy(Predicate<DownloadRequest> condition, GateDecision objection) {
        this.condition = condition;
        this.objection = objection;
    }

    /** The objection of the first policy that the request violates; empty if it complies with all. */
    static Optional<GateDecision> objectionTo(DownloadRequest request) {
        return Stream.of(values())
                .filter(policy -> !policy.condition.test(request))
                .map(policy -> policy.objection)
                .findFirst();
    }
}
