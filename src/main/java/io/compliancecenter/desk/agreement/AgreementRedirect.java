package io.compliancecenter.desk.agreement;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Leads to the page of an agreement, which says what became of a step. */
final class AgreementRedirect {

    private AgreementRedirect() {}

    static ModelAndView to(UUID organization, UUID agreement, AgreementOutcome done) {
        return new ModelAndView(
                "redirect:/desk/customers/" + organization + "/agreements/" + agreement + "?done=" + done,
                HttpStatus.SEE_OTHER);
    }
}
