package io.compliancecenter.desk.groups;

import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows an access group, and names or retires it if the desk manages it. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/groups/{group}")
class GroupController {

    private final GroupsService groups;
    private final GroupPages pages;

    GroupController(GroupsService groups, GroupPages pages) {
        this.groups = groups;
        this.pages = pages;
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
        return pages.page(reader, group, page, q, language, zone).addObject("done", done);
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
            ModelAndView page = pages.page(support, group, 1, "", language, zone)
                    .addObject("nameError", "desk.groups.name.wrong")
                    .addObject("name", name);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        groups.rename(group, name.strip());
        return GroupPages.done(group, GroupOutcome.SAVED);
    }

    @PostMapping("/retirement")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView retire(DeskPerson support, @PathVariable String group) {
        groups.retire(group);
        return new ModelAndView("redirect:/desk/groups?done=SAVED", HttpStatus.SEE_OTHER);
    }
}
