package io.compliancecenter.desk.groups;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Proposes Organizations for an access group, and takes them out of it. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/groups/{group}/organizations")
class GroupPlacesController {

    /** The end of the last day is the start of the next one, and the database takes no time from the year 3000 on. */
    private static final int LAST_YEAR = 2998;

    private final GroupsService groups;
    private final GroupPages pages;

    GroupPlacesController(GroupsService groups, GroupPages pages) {
        this.groups = groups;
        this.pages = pages;
    }

    /**
     * Proposes an Organization for the group.
     *
     * @param from the first day; null for at once
     * @param until the last day; null for no end
     * @param q the words that it was found by
     */
    @PostMapping
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView propose(
            DeskPerson support,
            @PathVariable String group,
            @RequestParam UUID organization,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "") String q,
            Locale language,
            ZoneId zone) {
        if (!isRecordable(from) || !isRecordable(until) || from != null && until != null && until.isBefore(from)) {
            ModelAndView page = pages.page(support, group, 1, q, language, zone)
                    .addObject("daysError", organization)
                    .addObject("from", from)
                    .addObject("until", until);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        return GroupPages.done(
                group,
                groups.propose(
                        group,
                        organization,
                        from == null ? null : from.atStartOfDay(zone).toInstant(),
                        until == null
                                ? null
                                : until.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private static boolean isRecordable(@Nullable LocalDate day) {
        return day == null || day.getYear() > 2000 && day.getYear() <= LAST_YEAR;
    }

    @PostMapping("/{organization}/removal")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView remove(DeskPerson support, @PathVariable String group, @PathVariable UUID organization) {
        groups.remove(group, organization);
        return GroupPages.done(group, GroupOutcome.SAVED);
    }
}
