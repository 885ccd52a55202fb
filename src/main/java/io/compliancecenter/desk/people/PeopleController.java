package io.compliancecenter.desk.people;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.OneLine;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lists who works at the desk, and takes the roles of somebody who has left. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/people")
class PeopleController {

    private static final int LONGEST_REASON = 1000;

    private final PeopleService people;

    PeopleController(PeopleService people) {
        this.people = people;
    }

    @GetMapping
    ModelAndView list(
            DeskPerson reader, @RequestParam(defaultValue = "false") boolean taken, Locale language, ZoneId zone) {
        return page(language, zone).addObject("taken", taken);
    }

    private ModelAndView page(Locale language, ZoneId zone) {
        return new ModelAndView("desk/people").addObject("people", PersonView.of(people.roles(), language, zone));
    }

    @PostMapping("/{person}/removal")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView takeRoles(
            DeskPerson approver,
            @PathVariable UUID person,
            @RequestParam(defaultValue = "") String reason,
            Locale language,
            ZoneId zone) {
        String why = OneLine.of(reason, LONGEST_REASON);
        if (why.isEmpty()) {
            ModelAndView page = page(language, zone).addObject("reasonMissing", person);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        people.takeRoles(person, why);
        return new ModelAndView("redirect:/desk/people?taken=true", HttpStatus.SEE_OTHER);
    }
}
