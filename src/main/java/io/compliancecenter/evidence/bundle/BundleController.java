package io.compliancecenter.evidence.bundle;

import io.compliancecenter.evidence.activity.ActivityFilter;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OpenToMembers;
import io.compliancecenter.support.Attachments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Sends evidence bundles. */
@Controller
@RequestMapping("/organizations/{slug}")
class BundleController {

    private final Bundles bundles;

    BundleController(Bundles bundles) {
        this.bundles = bundles;
    }

    @GetMapping("/receipts/{receipt}/bundle.zip")
    @OpenToMembers
    void ofReceipt(CurrentMember member, @PathVariable("receipt") UUID id, HttpServletResponse response)
            throws IOException {
        send(bundles.planFor(member, id), "evidence-" + id, response);
    }

    /** @param filter only its days count; without days, the bundle has the whole record */
    @GetMapping("/activity/bundle.zip")
    void ofPeriod(CurrentMember member, ActivityFilter filter, ZoneId zone, HttpServletResponse response)
            throws IOException {
        send(bundles.planFor(member, filter.in(zone)), member.organization().slug() + "-evidence", response);
    }

    @ExceptionHandler
    ModelAndView tooLarge(Bundles.TooLargeException exception) {
        ModelAndView page = new ModelAndView("evidence/too-large", HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("most", BundleFile.MAX_ENTRIES);
        return page;
    }

    private void send(Bundles.Plan plan, String name, HttpServletResponse response) throws IOException {
        Attachments.describe(response, "application/zip", name + ".zip");
        bundles.write(plan, response.getOutputStream());
    }
}
