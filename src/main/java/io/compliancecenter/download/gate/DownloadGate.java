package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.download.DownloadDenied;
import io.compliancecenter.download.DownloadProperties;
import io.compliancecenter.download.PermitGranted;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.MembershipService;
import io.compliancecenter.terms.AcceptanceId;
import io.compliancecenter.terms.AcceptanceRecorded;
import io.compliancecenter.terms.Acceptances;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsInEffect;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way to a download permit. A decision, the acceptance it stands on, the permit and all that listens to them are
 * one transaction: either everything is recorded, or nobody passes.
 */
@Service
public class DownloadGate {

    private final MembershipService memberships;
    private final Catalogue catalogue;
    private final Terms terms;
    private final Acceptances acceptances;
    private final DownloadPermits permits;
    private final AcceptanceProperties acceptanceProperties;
    private final DownloadProperties downloadProperties;
    private final ApplicationEventPublisher events;

    DownloadGate(
            MembershipService memberships,
            Catalogue catalogue,
            Terms terms,
            Acceptances acceptances,
            DownloadPermits permits,
            AcceptanceProperties acceptanceProperties,
            DownloadProperties downloadProperties,
            ApplicationEventPublisher events) {
        this.memberships = memberships;
        this.catalogue = catalogue;
        this.terms = terms;
        this.acceptances = acceptances;
        this.permits = permits;
        this.acceptanceProperties = acceptanceProperties;
        this.downloadProperties = downloadProperties;
        this.events = events;
    }

    /**
     * Asks for a certificate on the strength of an earlier acceptance.
     *
     * @param idempotencyKey of the page that was sent; sent twice, it is one permit
     */
    @Transactional
    public GateOutcome request(CurrentMember member, CertificateId certificate, UUID idempotencyKey) {
        return pass(member, certificate, Optional.empty(), idempotencyKey);
    }

    /** Agrees to the terms and asks for a certificate, in one. */
    @Transactional
    public GateOutcome agree(CurrentMember member, CertificateId certificate, Agreement agreement) {
        return pass(member, certificate, Optional.of(agreement), agreement.idempotencyKey());
    }

    /** The member's permit with that id; empty if there is none, or it is somebody else's. */
    @Transactional(readOnly = true)
    public Optional<DownloadPermit> permit(CurrentMember member, PermitId permit) {
        return permits.find(member, permit);
    }

    private GateOutcome pass(
            CurrentMember member, CertificateId certificate, Optional<Agreement> agreement, UUID idempotencyKey) {
        Optional<TermsInEffect> current = terms.holdStill();
        DownloadRequest request = describe(current, member, certificate, agreement);
        Optional<Rejection> objection = DownloadPolicies.objectionTo(request);
        if (objection.isPresent()) {
            return permits.findByKey(member, idempotencyKey)
                    .map(grantedBefore -> again(member, certificate, grantedBefore))
                    .orElseGet(() -> reject(member, certificate, objection.get()));
        }
        Optional<AcceptanceId> acceptance =
                agreement.isPresent() ? record(member, agreement.get()) : request.earlierAcceptance();
        Optional<PermitId> permit = acceptance.flatMap(agreed ->
                permits.grant(member, agreed, certificate, downloadProperties.permitLifetime(), idempotencyKey));
        if (permit.isEmpty()) {
            // The same page was sent before.
            return again(
                    member,
                    certificate,
                    permits.findByKey(member, idempotencyKey).orElseThrow());
        }
        events.publishEvent(new PermitGranted(
                permit.get(), acceptance.orElseThrow(), member.organizationId(), member.user(), certificate));
        return new GateOutcome.Granted(permit.get());
    }

    private DownloadRequest describe(
            Optional<TermsInEffect> current,
            CurrentMember member,
            CertificateId certificate,
            Optional<Agreement> agreement) {
        return new DownloadRequest(
                member,
                memberships.isAdmin(member.organizationId(), member.user()),
                catalogue.offers(certificate),
                current,
                agreement,
                current.flatMap(inEffect -> earlierAcceptance(member, certificate, inEffect)));
    }

    private Optional<AcceptanceId> earlierAcceptance(
            CurrentMember member, CertificateId certificate, TermsInEffect inEffect) {
        return switch (acceptanceProperties.acceptance()) {
            case EACH_DOWNLOAD -> Optional.empty();
            case EACH_CERTIFICATE ->
                acceptances.find(member.organizationId(), member.user(), inEffect, certificate.value());
            case EACH_VERSION -> acceptances.find(member.organizationId(), member.user(), inEffect, null);
        };
    }

    private Optional<AcceptanceId> record(CurrentMember member, Agreement agreement) {
        Optional<AcceptanceId> acceptance = acceptances.record(member, agreement);
        acceptance.ifPresent(recorded -> events.publishEvent(new AcceptanceRecorded(
                recorded, member.organizationId(), member.user(), agreement.termsVersion(), agreement.termsSha256())));
        return acceptance;
    }

    private GateOutcome again(CurrentMember member, CertificateId certificate, DownloadPermit granted) {
        return granted.certificate().equals(certificate) && granted.names(member)
                ? new GateOutcome.Granted(granted.id())
                : reject(member, certificate, Rejection.PAGE_ALREADY_USED);
    }

    private GateOutcome reject(CurrentMember member, CertificateId certificate, Rejection reason) {
        if (!reason.leadsToTerms()) {
            events.publishEvent(new DownloadDenied(member.organizationId(), member.user(), certificate, reason.name()));
        }
        return new GateOutcome.Rejected(reason);
    }
}
