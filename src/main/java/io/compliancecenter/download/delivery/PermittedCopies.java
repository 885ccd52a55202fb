package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.download.DenialReason;
import io.compliancecenter.download.DownloadDenied;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.download.delivery.Delivery.Expired;
import io.compliancecenter.download.delivery.Delivery.Nothing;
import io.compliancecenter.download.delivery.Delivery.Ready;
import io.compliancecenter.download.delivery.Delivery.Withdrawn;
import io.compliancecenter.download.gate.DownloadGate;
import io.compliancecenter.download.gate.GrantedPermit;
import io.compliancecenter.organization.CurrentMember;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Decides what a permit leads to. It has no transaction: none is open while a copy is stamped. */
@Service
class PermittedCopies {

    private final DownloadGate gate;
    private final CatalogueService catalogue;
    private final Copies copies;
    private final ApplicationEventPublisher events;

    PermittedCopies(DownloadGate gate, CatalogueService catalogue, Copies copies, ApplicationEventPublisher events) {
        this.gate = gate;
        this.catalogue = catalogue;
        this.copies = copies;
        this.events = events;
    }

    /** A permit, and the certification with its certificate. */
    record Permitted(GrantedPermit permit, PublishedCertification certification) {}

    /** A copy that can be sent. Whoever gets it closes the file. */
    record Prepared(GrantedPermit permit, SpooledFile file, String fileName) {}

    /** What the download page shows. It is no attempt to download, so a denial is not recorded. */
    Delivery<Permitted> find(CurrentMember member, PermitId id, List<LanguageRange> wanted) {
        Optional<GrantedPermit> granted = gate.permit(member, id);
        if (granted.isEmpty()) {
            return new Nothing<>();
        }
        GrantedPermit permit = granted.get();
        Optional<PublishedCertification> onOffer = catalogue.certificationOf(permit.certificate(), wanted);
        if (onOffer.isEmpty()) {
            return notOnOffer(permit);
        }
        return permit.expired() || !permit.personal()
                ? new Expired<>(onOffer.get().code())
                : new Ready<>(new Permitted(permit, onOffer.get()));
    }

    /** Prepares the copy, or records why not. Whether the permit is valid, the database decides when it gives out the document. */
    Delivery<Prepared> prepare(CurrentMember member, PermitId id) {
        Optional<GrantedPermit> granted = gate.permit(member, id);
        if (granted.isEmpty()) {
            return new Nothing<>();
        }
        GrantedPermit permit = granted.get();
        Optional<PublishedCertification> onOffer = catalogue.certificationOf(permit.certificate());
        if (onOffer.isEmpty()) {
            record(DenialReason.CERTIFICATE_NOT_ON_OFFER, member, permit);
            return notOnOffer(permit);
        }
        PublishedCertificate certificate =
                onOffer.get().certificate(permit.certificate()).orElseThrow();
        try {
            return new Ready<>(
                    new Prepared(permit, copies.prepare(permit, certificate), Copies.fileName(certificate, permit)));
        } catch (RefusedByDatabaseException refused) {
            DenialReason reason = DenialReason.of(refused);
            record(reason, member, permit);
            return switch (reason) {
                case PERMIT_EXPIRED -> new Expired<>(onOffer.get().code());
                case CERTIFICATE_NOT_ON_OFFER -> notOnOffer(permit);
                default -> throw refused;
            };
        }
    }

    private <T> Delivery<T> notOnOffer(GrantedPermit permit) {
        return permit.personal() && gate.isWithdrawn(permit.id()) ? new Withdrawn<>() : new Nothing<>();
    }

    private void record(DenialReason reason, CurrentMember member, GrantedPermit permit) {
        events.publishEvent(new DownloadDenied(member.organizationId(), member.user(), permit.certificate(), reason));
    }
}
