package io.compliancecenter.download.gate;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.download.DenialReason;
import io.compliancecenter.download.DownloadDenied;
import io.compliancecenter.download.DownloadProperties;
import io.compliancecenter.download.PermitGranted;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.download.SignedAgreementId;
import io.compliancecenter.download.gate.GateDecision.Denied;
import io.compliancecenter.download.gate.GateDecision.Granted;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.MembershipService;
import io.compliancecenter.terms.Acceptance;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import io.compliancecenter.terms.AcceptanceRecorded;
import io.compliancecenter.terms.Acceptances;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.CurrentTerms;
import io.compliancecenter.terms.Terms;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only way to a download permit. The decision, the acceptance, the permit and whatever listens to them are one
 * transaction: either everything is recorded or nobody passes.
 *
 * <p>A decision is tried a second time if the database refuses it, because something changed since it was read, or if the
 * same page was sent twice at once. The second try reads what changed, or finds the permit of the first page.
 */
@Service
@Retryable(
        includes = {RefusedByDatabaseException.class, DuplicateKeyException.class},
        maxRetries = 1,
        delay = 0)
public class DownloadGate {

    private final MembershipService memberships;
    private final CatalogueService catalogue;
    private final Terms terms;
    private final Acceptances acceptances;
    private final SignedAgreements signedAgreements;
    private final DownloadPermits permits;
    private final FreshSignIn freshSignIn;
    private final AcceptanceProperties acceptanceProperties;
    private final DownloadProperties downloadProperties;
    private final ApplicationEventPublisher events;

    DownloadGate(
            MembershipService memberships,
            CatalogueService catalogue,
            Terms terms,
            Acceptances acceptances,
            SignedAgreements signedAgreements,
            DownloadPermits permits,
            FreshSignIn freshSignIn,
            AcceptanceProperties acceptanceProperties,
            DownloadProperties downloadProperties,
            ApplicationEventPublisher events) {
        this.memberships = memberships;
        this.catalogue = catalogue;
        this.terms = terms;
        this.acceptances = acceptances;
        this.signedAgreements = signedAgreements;
        this.permits = permits;
        this.freshSignIn = freshSignIn;
        this.acceptanceProperties = acceptanceProperties;
        this.downloadProperties = downloadProperties;
        this.events = events;
    }

    /**
     * Asks for a certificate.
     *
     * @param idempotencyKey of the page; the same page sent twice is one permit
     */
    @Transactional
    public GateDecision request(CurrentMember member, CertificateId certificate, UUID idempotencyKey) {
        return decide(member, certificate, Optional.empty(), idempotencyKey);
    }

    /** Agrees to the terms and asks for a certificate. */
    @Transactional
    public GateDecision agree(CurrentMember member, CertificateId certificate, Agreement agreement) {
        return decide(member, certificate, Optional.of(agreement), agreement.idempotencyKey());
    }

    /** Whether the member has to sign in again before they go on; {@link #agree} and {@link #request} decide again. */
    public boolean requiresSignIn(CurrentMember member) {
        return !freshSignIn.isMetBy(member.signIn().signIn());
    }

    /** How recently a member must have proved who they are before they agree; zero if it does not matter. */
    public Duration freshSignIn() {
        return freshSignIn.within();
    }

    /** Whether an earlier acceptance may count again, so that not every admin is shown terms that changed only editorially. */
    public boolean reusesAcceptances() {
        return acceptanceProperties.acceptance() != AcceptancePolicy.EACH_DOWNLOAD;
    }

    /** The member's permit with that id; empty if there is none or it belongs to somebody else. */
    @Transactional(readOnly = true)
    public Optional<GrantedPermit> permit(CurrentMember member, PermitId permit) {
        return permits.findByIdAndOrganizationAndUser(permit.value(), member.organizationId(), member.user())
                .map(found -> GrantedPermit.of(found, member));
    }

    /** Whether the certificate of the member's own permit was withdrawn; not if it is for others now. */
    @Transactional(readOnly = true)
    public boolean isWithdrawn(PermitId permit) {
        return permits.isWithdrawn(permit.value());
    }

    private GateDecision decide(
            CurrentMember member, CertificateId certificate, Optional<Agreement> agreement, UUID idempotencyKey) {
        Optional<DownloadPermit> granted = permits.findByOrganizationAndUserAndCertificateAndIdempotencyKey(
                member.organizationId(), member.user(), certificate, idempotencyKey);
        if (granted.isPresent()) {
            return granted.get().belongsTo(member)
                    ? new Granted(granted.get().id())
                    : objected(member, certificate, new Denied(DenialReason.PAGE_ALREADY_USED));
        }
        DownloadRequest request = read(member, certificate, agreement);
        return DownloadPolicy.objectionTo(request)
                .map(objection -> objected(member, certificate, objection))
                .orElseGet(() -> grant(member, certificate, request, idempotencyKey));
    }

    private DownloadRequest read(CurrentMember member, CertificateId certificate, Optional<Agreement> agreement) {
        Optional<CurrentTerms> current = terms.lockCurrent();
        boolean agreed = agreement.isPresent();
        return new DownloadRequest(
                memberships.isAdmin(member.organizationId(), member.user()),
                catalogue.access(certificate),
                current,
                freshSignIn.isMetBy(member.signIn().signIn()),
                agreement,
                agreed ? Optional.empty() : signedAgreements.findInForce().map(SignedAgreementId::new),
                agreed ? Optional.empty() : earlierAcceptance(member, current, certificate));
    }

    private Optional<AcceptanceId> earlierAcceptance(
            CurrentMember member, Optional<CurrentTerms> current, CertificateId certificate) {
        return current.flatMap(inEffect ->
                        acceptanceProperties.acceptance().reusable(acceptances, member, inEffect, certificate))
                .map(Acceptance::id);
    }

    private GateDecision objected(CurrentMember member, CertificateId certificate, GateDecision objection) {
        if (objection instanceof Denied denied) {
            events.publishEvent(
                    new DownloadDenied(member.organizationId(), member.user(), certificate, denied.reason()));
        }
        return objection;
    }

    private GateDecision grant(
            CurrentMember member, CertificateId certificate, DownloadRequest request, UUID idempotencyKey) {
        DownloadPermit permit = permits.save(permit(member, certificate, request, idempotencyKey));
        permits.flush();
        events.publishEvent(new PermitGranted(
                permit.id(),
                permit.acceptance(),
                permit.signedAgreement(),
                member.organizationId(),
                member.user(),
                certificate));
        return new Granted(permit.id());
    }

    /** Under what the member has just agreed to, or else the agreement signed on paper, or else what they agreed to earlier. */
    private DownloadPermit permit(
            CurrentMember member, CertificateId certificate, DownloadRequest request, UUID idempotencyKey) {
        Duration lifetime = downloadProperties.permitLifetime();
        Optional<SignedAgreementId> signedAgreement = request.signedAgreement();
        if (request.agreement().isEmpty() && signedAgreement.isPresent()) {
            return new DownloadPermit(member, signedAgreement.get(), certificate, lifetime, idempotencyKey);
        }
        AcceptanceId acceptance = request.agreement()
                .map(agreement -> record(member, certificate, agreement))
                .or(request::earlierAcceptance)
                .orElseThrow();
        return new DownloadPermit(member, acceptance, certificate, lifetime, idempotencyKey);
    }

    private AcceptanceId record(CurrentMember member, CertificateId certificate, Agreement agreement) {
        Acceptance acceptance = acceptances.save(new Acceptance(member, certificate, agreement));
        events.publishEvent(new AcceptanceRecorded(
                acceptance.id(), member.organizationId(), member.user(), agreement.termsVersion()));
        return acceptance.id();
    }
}
