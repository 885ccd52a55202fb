package io.compliancecenter.request;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.web.OneLine;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Sends requests for certificates. */
@Controller
class RequestController {

    private static final int LONGEST_REASON = 1000;

    private final OwnRequests requests;

    RequestController(OwnRequests requests) {
        this.requests = requests;
    }

    /** @param certification code of the page that the form was on */
    @PostMapping("/organizations/{slug}/certificates/{certificate}/requests")
    ModelAndView request(
            CurrentMember admin,
            @PathVariable UUID certificate,
            @RequestParam String certification,
            @RequestParam String reason,
            Locale language) {
        String why = OneLine.of(reason, LONGEST_REASON);
        RequestOutcome outcome = why.isEmpty()
                ? RequestOutcome.NO_REASON
                : requests.request(new CertificateId(certificate), why, language);
        String page = UriComponentsBuilder.fromPath("/organizations/{slug}/certifications/{code}")
                .queryParam("requested", outcome)
                .encode()
                .buildAndExpand(admin.organization().slug(), certification)
                .toUriString();
        return new ModelAndView("redirect:" + page, HttpStatus.SEE_OTHER);
    }
}
