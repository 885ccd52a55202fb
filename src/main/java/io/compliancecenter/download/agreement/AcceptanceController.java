package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.download.gate.DownloadGate;
import io.compliancecenter.download.gate.GateDecision;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.support.ClientInfo;
import io.compliancecenter.terms.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Locale;
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
import org.springframework.web.servlet.ModelAndView;

/** Leads from <em>Download</em> to a permit, by way of the terms page unless an earlier acceptance or an agreement counts. */
@Controller
@RequestMapping("/organizations/{slug}/certificates/{id}")
class AcceptanceController {

    private final DownloadGate gate;
    private final TermsPages pages;
    private final DecisionResponses responses;
    private final WordingSource wordings;

    AcceptanceController(DownloadGate gate, TermsPages pages, DecisionResponses responses, WordingSource wordings) {
        this.gate = gate;
        this.pages = pages;
        this.responses = responses;
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
        return responses.of(gate.request(member, new CertificateId(id), idempotencyKey), member, id, request, response);
    }

    /** The terms, with the checkbox unticked; under an agreement signed on paper, only a button. */
    @GetMapping("/terms")
    ModelAndView terms(CurrentMember member, @PathVariable UUID id, HttpServletRequest request, Locale locale) {
        return gate.requiresSignIn(member)
                ? responses.signInAgain(member, id)
                : pages.underAgreement(member, id, request, locale)
                        .map(page -> new ModelAndView("download/under-agreement", "page", page))
                        .orElseGet(() -> responses.terms(member, id, request, HttpStatus.OK, TermsNotice.NONE));
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
            return responses.terms(member, id, request, HttpStatus.UNPROCESSABLE_CONTENT, TermsNotice.UNTICKED);
        }
        Wording wording = wordings.wording(member, Locale.forLanguageTag(form.locale()));
        GateDecision decision =
                gate.agree(member, new CertificateId(id), form.agreement(wording, ClientInfo.of(request)));
        return responses.of(decision, member, id, request, response);
    }
}
