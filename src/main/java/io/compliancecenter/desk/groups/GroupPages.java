package io.compliancecenter.desk.groups;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.groups.GroupViews.Place;
import io.compliancecenter.desk.groups.GroupViews.Proposal;
import io.compliancecenter.desk.groups.GroupsService.OneGroup;
import io.compliancecenter.web.OneLine;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Prepares the page of an access group, which its forms show again. */
@Component
@ConditionalOnDesk
class GroupPages {

    private static final int LAST_PAGE = 10_000;
    private static final int LONGEST_SEARCH = 100;

    private final GroupsService groups;

    GroupPages(GroupsService groups) {
        this.groups = groups;
    }

    /**
     * The page, or what a form of it led to.
     *
     * @param page counts from 1
     * @param q words of an Organization's name
     */
    ModelAndView page(DeskPerson reader, String code, int page, String q, Locale language, ZoneId zone) {
        int number = Math.max(1, Math.min(page, LAST_PAGE));
        String words = OneLine.of(q, LONGEST_SEARCH);
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

    /** Back to the page, which says what was done. */
    static ModelAndView done(String group, GroupOutcome outcome) {
        return new ModelAndView("redirect:/desk/groups/" + group + "?done=" + outcome, HttpStatus.SEE_OTHER);
    }
}
