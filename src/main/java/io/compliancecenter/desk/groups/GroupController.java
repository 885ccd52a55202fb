package io.compliancecenter.desk.groups;

import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.groups.GroupViews.Place;
import io.compliancecenter.desk.groups.GroupViews.Proposal;
import io.compliancecenter.desk.groups.GroupsService.OneGroup;
import io.compliancecenter.organization.DeskRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows an access group, and changes it if the desk manages it. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/groups/{group}")
class GroupController {

    private static final int LAST_PAGE = 10_000;
    private static final int LONGEST_SEARCH = 100;
    private static final int LAST_YEAR = 2999;

    private final GroupsService groups;

    GroupController(GroupsService groups) {
        this.groups = groups;
    }

    /**
     * @param page counts from 1
     * @param q words of an Organization's name
     */
    @GetMapping
    ModelAndView group(
            DeskPerson reader,
            @PathVariable String group,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String q,
            @RequestParam @Nullable GroupOutcome done,
            Locale language,
            ZoneId zone) {
        return page(reader, group, page, q, language, zone).addObject("done", done);
    }

    private ModelAndView page(DeskPerson reader, String code, int page, String q, Locale language, ZoneId zone) {
        int number = Math.max(1, Math.min(page, LAST_PAGE));
        String words = q.replaceAll("[\\p{Cntrl}\\p{Cs}]", "").strip();
        words = words.substring(0, Math.min(words.length(), LONGEST_SEARCH));
        OneGroup found = groups.find(code, number - 1, words);
        return new ModelAndView("desk/group")
                .addObject("person", reader)
                .addObject("group", found.row())
                .addObject(
                        "places",
                        found.places().stream()
                                .map(row -> Place.of(row, language, zone))
                                .toList())
                .addObject(
                        "proposals",
                        found.proposals().stream()
                                .map(row -> Proposal.of(row, language, zone))
                                .toList())
                .addObject("words", words)
                .addObject("found", found.found())
                .addObject("previous", number > 1 ? number - 1 : null)
                .addObject("next", found.places().size() == GroupsService.PAGE_SIZE ? number + 1 : null);
    }

    @PostMapping("/name")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView rename(
            DeskPerson support,
            @PathVariable String group,
            @RequestParam(defaultValue = "") String name,
            Locale language,
            ZoneId zone) {
        if (TextRule.LINE.objection(name.strip()).isPresent()) {
            ModelAndView page = page(support, group, 1, "", language, zone)
                    .addObject("nameError", "desk.groups.name.wrong")
                    .addObject("name", name);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        groups.rename(group, name.strip());
        return done(group, GroupOutcome.SAVED);
    }

    @PostMapping("/retirement")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView retire(DeskPerson support, @PathVariable String group) {
        groups.retire(group);
        return new ModelAndView("redirect:/desk/groups?done=SAVED", HttpStatus.SEE_OTHER);
    }

    /**
     * Proposes an Organization for the group.
     *
     * @param from the first day; null for at once
     * @param until the last day; null for no end
     * @param q the words that it was found by
     */
    @PostMapping("/organizations")
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
            ModelAndView page = page(support, group, 1, q, language, zone)
                    .addObject("daysError", organization)
                    .addObject("from", from)
                    .addObject("until", until);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        return done(
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
        return day == null || day.getYear() > 2000 && day.getYear() < LAST_YEAR;
    }

    @PostMapping("/organizations/{organization}/removal")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView remove(DeskPerson support, @PathVariable String group, @PathVariable UUID organization) {
        groups.remove(group, organization);
        return done(group, GroupOutcome.SAVED);
    }

    private static ModelAndView done(String group, GroupOutcome outcome) {
        return new ModelAndView("redirect:/desk/groups/" + group + "?done=" + outcome, HttpStatus.SEE_OTHER);
    }
}
