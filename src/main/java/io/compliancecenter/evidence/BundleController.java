package io.compliancecenter.evidence;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OpenToMembers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The record as a file that others can check. */
@Controller
@RequestMapping("/organizations/{slug}")
class BundleController {

    private final Bundles bundles;

    BundleController(Bundles bundles) {
        this.bundles = bundles;
    }

    @GetMapping("/receipts/{acceptance}/bundle.zip")
    @OpenToMembers
    void ofAcceptance(CurrentMember member, @PathVariable UUID acceptance, HttpServletResponse response)
            throws IOException {
        send(member, bundles.planOf(member, acceptance), "evidence-" + acceptance, response);
    }

    /** @param from the first day in UTC, and {@code to} the last; without them, the whole record */
    @GetMapping("/activity/bundle.zip")
    void ofPeriod(
            CurrentMember member,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            HttpServletResponse response)
            throws IOException {
        send(member, bundles.planOf(member, from, to), member.organization().slug() + "-evidence", response);
    }

    @ExceptionHandler
    ModelAndView tooLarge(BundleTooLargeException exception) {
        ModelAndView page = new ModelAndView("evidence/too-large", HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("most", Bundles.MAX_ENTRIES);
        return page;
    }

    private void send(CurrentMember member, BundlePlan plan, String name, HttpServletResponse response)
            throws IOException {
        Attachments.describe(response, "application/zip", name + ".zip");
        bundles.write(member, plan, response.getOutputStream());
    }
}
