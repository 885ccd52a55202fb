package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.catalogue.CertificateId;
import io.compliancecenter.catalogue.Certification;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.download.DownloadForbiddenException;
import io.compliancecenter.download.NothingToDownloadException;
import io.compliancecenter.download.delivery.DownloadStart;
import io.compliancecenter.download.gate.DownloadGate;
import io.compliancecenter.download.gate.GateOutcome;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.terms.Agreement;
import io.compliancecenter.terms.Agreement.Wording;
import io.compliancecenter.web.PageLanguages;
import io.compliancecenter.web.ReaderZone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** From <em>Download</em> to a permit: by an earlier acceptance, or over the page of the terms. */
@Controller
@RequestMapping("/organizations/{slug}/certificates/{id}")
class AcceptanceController {

    private final DownloadGate gate;
    private final Catalogue catalogue;
    private final TermsPages pages;
    private final WordingSource wordings;

    AcceptanceController(DownloadGate gate, Catalogue catalogue, TermsPages pages, WordingSource wordings) {
        this.gate = gate;
        this.catalogue = catalogue;
        this.pages = pages;
        this.wordings = wordings;
    }

    /** No field's name has a meaning of its own: by default, Spring takes {@code _csrf} for a mark that there is a {@code csrf}. */
    @InitBinder("agreementForm")
    void takeFieldsAsTheyAre(WebDataBinder binder) {
        binder.setFieldMarkerPrefix(null);
        binder.setFieldDefaultPrefix(null);
    }

    /** <em>Download</em>. */
    @PostMapping("/downloads")
    ModelAndView download(
            CurrentMember member,
            @PathVariable UUID id,
            @RequestParam UUID idempotencyKey,
            HttpServletRequest request,
            HttpServletResponse response) {
        GateOutcome outcome = ask(() -> gate.request(member, new CertificateId(id), idempotencyKey));
        return outcome instanceof GateOutcome.Rejected rejected
                        && rejected.reason().leadsToTerms()
                ? redirect(member, "certificates/" + id + "/terms")
                : answer(member, id, outcome, request, response);
    }

    /** The terms, with the box unticked. */
    @GetMapping("/terms")
    ModelAndView terms(CurrentMember member, @PathVariable UUID id, HttpServletRequest request) {
        return termsPage(member, id, request, HttpStatus.OK, "none");
    }

    /** <em>Agree and download</em>. */
    @PostMapping("/acceptances")
    ModelAndView agree(
            CurrentMember member,
            @PathVariable UUID id,
            @Valid AgreementForm form,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!Boolean.TRUE.equals(form.agreed())) {
            return termsPage(member, id, request, HttpStatus.UNPROCESSABLE_CONTENT, "unticked");
        }
        Wording wording = wordings.wording(member, Locale.forLanguageTag(form.locale()));
        if (!WordingSource.sha256(wording).equals(form.wording())) {
            return termsPage(member, id, request, HttpStatus.CONFLICT, "changed");
        }
        Agreement agreement = new Agreement(
                form.version(),
                Locale.forLanguageTag(form.termsLocale()),
                form.sha256(),
                id,
                wording,
                Clients.of(request),
                form.idempotencyKey());
        GateOutcome outcome = ask(() -> gate.agree(member, new CertificateId(id), agreement));
        return answer(member, id, outcome, request, response);
    }

    /** Asks a second time if other terms came into effect between the gate's look at them and the record: it sees them now. */
    private static GateOutcome ask(Supplier<GateOutcome> question) {
        try {
            return question.get();
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != RefusedByDatabaseException.Reason.CHANGED) {
                throw refused;
            }
            return question.get();
        }
    }

    private ModelAndView answer(
            CurrentMember member,
            UUID id,
            GateOutcome outcome,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (outcome instanceof GateOutcome.Granted granted) {
            String page = "downloads/" + granted.permit();
            DownloadStart.announce(request, response, path(member, page));
            return redirect(member, page);
        }
        return switch (((GateOutcome.Rejected) outcome).reason()) {
            case NOT_AN_ADMIN -> throw new DownloadForbiddenException();
            case CERTIFICATE_NOT_ON_OFFER -> throw new NothingToDownloadException();
            case NO_TERMS_PUBLISHED -> new ModelAndView("download/closed", HttpStatus.FORBIDDEN);
            case WORDS_CHANGED, AGREEMENT_REQUIRED -> termsPage(member, id, request, HttpStatus.CONFLICT, "changed");
            case PAGE_ALREADY_USED -> termsPage(member, id, request, HttpStatus.CONFLICT, "used");
        };
    }

    /** @param notice why the page is shown again: {@code none}, {@code unticked}, {@code changed} or {@code used} */
    private ModelAndView termsPage(
            CurrentMember member, UUID id, HttpServletRequest request, HttpStatus status, String notice) {
        Certificate certificate =
                catalogue.certificate(new CertificateId(id)).orElseThrow(NothingToDownloadException::new);
        Certification certification =
                catalogue.certification(certificate.certification()).orElseThrow(NothingToDownloadException::new);
        Optional<TermsPage> shown = pages.page(
                member, certification.name(), certificate, PageLanguages.wanted(request), ReaderZone.of(request));
        if (shown.isEmpty()) {
            return new ModelAndView("download/closed", HttpStatus.FORBIDDEN);
        }
        PageLanguages.write(request, Locale.forLanguageTag(shown.get().locale()));
        ModelAndView page = new ModelAndView("download/terms", status);
        page.addObject("page", shown.get());
        page.addObject("notice", notice);
        return page;
    }

    private static ModelAndView redirect(CurrentMember member, String to) {
        return new ModelAndView("redirect:" + path(member, to), HttpStatus.SEE_OTHER);
    }

    private static String path(CurrentMember member, String below) {
        return "/organizations/" + member.organization().slug() + "/" + below;
    }
}
