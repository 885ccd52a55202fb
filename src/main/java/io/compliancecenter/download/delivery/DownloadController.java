package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.download.DenialReason;
import io.compliancecenter.download.DownloadDenied;
import io.compliancecenter.download.NothingToDownloadException;
import io.compliancecenter.download.PermitId;
import io.compliancecenter.download.gate.DownloadGate;
import io.compliancecenter.download.gate.DownloadPermit;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.web.PageLanguages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Delivers the copy that a permit was granted for. */
@Controller
@RequestMapping("/organizations/{slug}/downloads/{permit}")
class DownloadController {

    private final DownloadGate gate;
    private final CatalogueService catalogue;
    private final Copies copies;
    private final Deliveries deliveries;
    private final ApplicationEventPublisher events;

    DownloadController(
            DownloadGate gate,
            CatalogueService catalogue,
            Copies copies,
            Deliveries deliveries,
            ApplicationEventPublisher events) {
        this.gate = gate;
        this.catalogue = catalogue;
        this.copies = copies;
        this.deliveries = deliveries;
        this.events = events;
    }

    /** Starts the download when it is opened for the first time, and has a button for it. */
    @GetMapping
    ModelAndView page(
            CurrentMember member,
            @PathVariable UUID permit,
            Locale locale,
            ZoneId zone,
            HttpServletRequest request,
            HttpServletResponse response) {
        DownloadPermit granted = permit(member, permit);
        Optional<PublishedCertification> onOffer =
                catalogue.certificationOf(granted.certificate(), PageLanguages.wanted(request));
        if (onOffer.isEmpty()) {
            return ended(member, granted);
        }
        PublishedCertification certification = onOffer.get();
        if (granted.expired() || !granted.belongsTo(member)) {
            return expired(certification);
        }
        ModelAndView page = new ModelAndView("download/download");
        page.addObject("start", DownloadStart.take(request, response));
        page.addObject("page", DownloadPage.of(granted, certification, locale, zone));
        return page;
    }

    /** Sends the copy. */
    @GetMapping("/file")
    @Nullable
    ModelAndView file(
            CurrentMember member, @PathVariable UUID permit, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DownloadPermit granted = permit(member, permit);
        Optional<PublishedCertification> onOffer = catalogue.certificationOf(granted.certificate());
        if (onOffer.isEmpty()) {
            record(DenialReason.CERTIFICATE_NOT_ON_OFFER, member, granted);
            return ended(member, granted);
        }
        PublishedCertification certification = onOffer.get();
        PublishedCertificate certificate =
                certification.certificate(granted.certificate()).orElseThrow();
        try (SpooledFile copy = copies.prepare(granted, certificate)) {
            deliveries.send(
                    copy,
                    Copies.fileName(certificate, granted),
                    granted,
                    member,
                    new CopyResponse(request, response, copy));
            return null;
        } catch (RefusedByDatabaseException refused) {
            DenialReason reason = DenialReason.of(refused);
            record(reason, member, granted);
            return switch (reason) {
                case PERMIT_EXPIRED -> expired(certification);
                case CERTIFICATE_NOT_ON_OFFER -> ended(member, granted);
                default -> throw refused;
            };
        }
    }

    private void record(DenialReason reason, CurrentMember member, DownloadPermit permit) {
        events.publishEvent(new DownloadDenied(member.organizationId(), member.user(), permit.certificate(), reason));
    }

    private DownloadPermit permit(CurrentMember member, UUID permit) {
        return gate.permit(member, new PermitId(permit)).orElseThrow(NothingToDownloadException::new);
    }

    /** The certificate is not on offer to the member any more. */
    private ModelAndView ended(CurrentMember member, DownloadPermit permit) {
        if (permit.belongsTo(member) && gate.isWithdrawn(permit.id())) {
            return new ModelAndView("download/withdrawn", Map.of(), HttpStatus.GONE);
        }
        throw new NothingToDownloadException();
    }

    private static ModelAndView expired(PublishedCertification certification) {
        return new ModelAndView("download/expired", Map.of("certification", certification.code()), HttpStatus.GONE);
    }
}
