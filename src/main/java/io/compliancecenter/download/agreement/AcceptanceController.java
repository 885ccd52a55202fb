package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.download.NothingToDownloadException;
import io.compliancecenter.download.delivery.DownloadStart;
import io.compliancecenter.download.gate.DownloadGate;
import io.compliancecenter.download.gate.GateDecision;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.support.ClientInfo;
import io.compliancecenter.terms.Wording;
import io.compliancecenter.web.PageLanguages;
import io.compliancecenter.web.ReaderZone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Leads from <em>Download</em> to a permit, by way of the terms page unless an earlier acceptance or an agreement counts. */
@Controller
@RequestMapping("/organizations/{slug}/certificates/{id}")
class AcceptanceController {

    private final DownloadGate gate;
    private final TermsPages pages;
    private final WordingSource wordings;

    AcceptanceController(DownloadGate gate, TermsPages pages, WordingSource wordings) {
        this.gate = gate;
        this.pages = pages;
        this.wordings = wordings;
    }

    /** Turns off the prefixes with which Spring would give a field such as {@code _csrf} a special meaning. */
    @InitBinder("agreementForm")
    void disableFieldPrefixes(WebDataBinder binder) {
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
        return answer(gate.request(member, new CertificateId(id), idempotencyKey), member, id, request, response);
    }

    /** The terms, with the checkbox unticked; under an agreement signed outside, only a button. */
    @GetMapping("/terms")
    ModelAndView terms(CurrentMember member, @PathVariable UUID id, HttpServletRequest request, Locale locale) {
        return gate.requiresSignIn(member)
                ? signInAgain(member, id)
                : pages.underAgreement(member, id, request, locale)
                        .map(page -> new ModelAndView("download/under-agreement", "page", page))
                        .orElseGet(() -> termsPage(member, id, request, HttpStatus.OK, TermsNotice.NONE));
    }

    /** <em>Agree and download</em>. */
    @PostMapping("/acceptances")
    ModelAndView agree(
            CurrentMember member,
            @PathVariable UUID id,
            @Valid AgreementForm form,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!form.isAgreed()) {
            return termsPage(member, id, request, HttpStatus.UNPROCESSABLE_CONTENT, TermsNotice.UNTICKED);
        }
        Wording wording = wordings.wording(member, Locale.forLanguageTag(form.locale()));
        GateDecision decision =
                gate.agree(member, new CertificateId(id), form.agreement(wording, ClientInfo.of(request)));
        return answer(decision, member, id, request, response);
    }

    private ModelAndView answer(
            GateDecision decision,
            CurrentMember member,
            UUID id,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (decision instanceof GateDecision.Granted granted) {
            String page = path(member, "downloads/" + granted.permit());
            DownloadStart.announce(request, response, page);
            return redirect(page);
        }
        if (decision instanceof GateDecision.Denied denied) {
            return switch (denied.reason()) {
                case NOT_AN_ADMIN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
                case CERTIFICATE_NOT_ON_OFFER, PERMIT_EXPIRED -> throw new NothingToDownloadException();
                case CERTIFICATE_ON_REQUEST -> refused("on-request");
                case NO_TERMS_PUBLISHED -> refused("closed");
                case WORDS_CHANGED -> termsPage(member, id, request, HttpStatus.CONFLICT, TermsNotice.CHANGED);
                case PAGE_ALREADY_USED -> termsPage(member, id, request, HttpStatus.CONFLICT, TermsNotice.USED);
            };
        }
        return decision instanceof GateDecision.SignInRequired
                ? signInAgain(member, id)
                : redirect(path(member, "certificates/" + id + "/terms"));
    }

    /** And back to the terms. */
    private ModelAndView signInAgain(CurrentMember member, UUID id) {
        String terms = path(member, "certificates/" + id + "/terms");
        return redirect("/sign-in/again?to=%s&within=%d"
                .formatted(terms, gate.freshSignIn().toSeconds()));
    }

    private ModelAndView termsPage(
            CurrentMember member, UUID id, HttpServletRequest request, HttpStatus status, TermsNotice notice) {
        if (pages.isOnRequest(new CertificateId(id))) {
            return refused("on-request");
        }
        Optional<TermsPage> terms =
                pages.page(member, new CertificateId(id), PageLanguages.wanted(request), ReaderZone.of(request));
        if (terms.isEmpty()) {
            return refused("closed");
        }
        PageLanguages.write(request, Locale.forLanguageTag(terms.get().locale()));
        return new ModelAndView("download/terms", status)
                .addObject("page", terms.get())
                .addObject("notice", notice.name().toLowerCase(Locale.ROOT));
    }

    private static ModelAndView refused(String why) {
        return new ModelAndView("download/" + why, HttpStatus.FORBIDDEN);
    }

    private static ModelAndView redirect(String path) {
        return new ModelAndView("redirect:" + path, HttpStatus.SEE_OTHER);
    }

    private static String path(CurrentMember member, String below) {
        return "/organizations/" + member.organization().slug() + "/" + below;
    }
}
