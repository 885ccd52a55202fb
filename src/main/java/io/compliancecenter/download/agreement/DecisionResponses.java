package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.download.NothingToDownloadException;
import io.compliancecenter.download.delivery.DownloadStart;
import io.compliancecenter.download.gate.DownloadGate;
import io.compliancecenter.download.gate.GateDecision;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.web.PageLanguages;
import io.compliancecenter.web.ReaderZone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What a browser gets for a decision of the gate. */
@Component
class DecisionResponses {

    private final DownloadGate gate;
    private final TermsPages pages;

    DecisionResponses(DownloadGate gate, TermsPages pages) {
        this.gate = gate;
        this.pages = pages;
    }

    /** Leads to the copy, to the terms, or says why there is none. */
    ModelAndView of(
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
                case WORDS_CHANGED -> terms(member, id, request, HttpStatus.CONFLICT, TermsNotice.CHANGED);
                case PAGE_ALREADY_USED -> terms(member, id, request, HttpStatus.CONFLICT, TermsNotice.USED);
            };
        }
        return decision instanceof GateDecision.SignInRequired
                ? signInAgain(member, id)
                : redirect(path(member, "certificates/" + id + "/terms"));
    }

    /** Leads to a fresh sign-in, and back to the terms. */
    ModelAndView signInAgain(CurrentMember member, UUID id) {
        String terms = path(member, "certificates/" + id + "/terms");
        return redirect("/sign-in/again?to=%s&within=%d"
                .formatted(terms, gate.freshSignIn().toSeconds()));
    }

    /** The terms, with the checkbox unticked; or why the Organization cannot agree to them. */
    ModelAndView terms(
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
