package io.compliancecenter.evidence.activity;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.support.Attachments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows an Organization's admins what was recorded for it. */
@Controller
@RequestMapping("/organizations/{slug}")
class ActivityController {

    private final Activity activity;
    private final ActivityCsv csv;

    ActivityController(Activity activity, ActivityCsv csv) {
        this.activity = activity;
        this.csv = csv;
    }

    /** @param before the last key of the page before */
    @GetMapping("/activity")
    String activity(
            CurrentMember member,
            ActivityFilter filter,
            @RequestParam @Nullable Long before,
            Catalogue published,
            Locale locale,
            ZoneId readerZone,
            Model model) {
        model.addAttribute("page", activity.page(member, filter.in(readerZone), before, published, locale));
        return "evidence/activity";
    }

    /** The same entries on one page, for spreadsheets. */
    @GetMapping("/activity.csv")
    void csv(
            CurrentMember member, ActivityFilter filter, Locale locale, ZoneId readerZone, HttpServletResponse response)
            throws IOException {
        Attachments.describe(
                response, "text/csv; charset=UTF-8", member.organization().slug() + "-activity.csv");
        csv.write(member.organizationId().value(), filter.in(readerZone), locale, response.getOutputStream());
    }
}
