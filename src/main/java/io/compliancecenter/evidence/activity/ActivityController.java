package io.compliancecenter.evidence.activity;

import io.compliancecenter.catalogue.PublishedCatalogue;
import io.compliancecenter.evidence.ActivityFilter;
import io.compliancecenter.evidence.EvidenceEntries;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.support.Attachments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What was done in an Organization's name, for its admins. */
@Controller
@RequestMapping("/organizations/{slug}")
class ActivityController {

    private final EvidenceEntries entries;
    private final ActivityCsv csv;

    ActivityController(EvidenceEntries entries, ActivityCsv csv) {
        this.entries = entries;
        this.csv = csv;
    }

    /** @param before the key that the page before ended with */
    @GetMapping("/activity")
    ModelAndView activity(
            CurrentMember member,
            ActivityFilter filter,
            @RequestParam @Nullable Long before,
            PublishedCatalogue published,
            Locale locale,
            ZoneId readerZone) {
        ActivityFilter zoned = filter.in(readerZone);
        ModelAndView page = new ModelAndView("evidence/activity");
        page.addObject(
                "page",
                ActivityPage.of(
                        member.organization().slug(),
                        zoned,
                        before,
                        entries.latest(member.organizationId(), zoned, before, ActivityPage.SIZE + 1),
                        entries.latestOfEachMember(member.organizationId()),
                        entries.latestOfEachCertificate(member.organizationId()),
                        published,
                        locale));
        return page;
    }

    /** The same without pages, for spreadsheets. */
    @GetMapping("/activity.csv")
    void csv(
            CurrentMember member, ActivityFilter filter, Locale locale, ZoneId readerZone, HttpServletResponse response)
            throws IOException {
        Attachments.describe(
                response, "text/csv; charset=UTF-8", member.organization().slug() + "-activity.csv");
        csv.write(member.organizationId(), filter.in(readerZone), locale, response.getOutputStream());
    }
}
