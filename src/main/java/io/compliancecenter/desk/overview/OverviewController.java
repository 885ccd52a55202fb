package io.compliancecenter.desk.overview;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page of the desk, and the one for those who need a second factor first. */
@Controller
@ConditionalOnDesk
class OverviewController {

    private final OverviewService overview;

    OverviewController(OverviewService overview) {
        this.overview = overview;
    }

    @GetMapping("/desk")
    ModelAndView overview(DeskPerson reader, Locale language, ZoneId zone) {
        return new ModelAndView("desk/overview").addObject("overview", overview.find(language, zone));
    }

    /** Outside of the desk, for those who may not enter yet. */
    @GetMapping("/desk-sign-in")
    String secondFactor() {
        return "desk/second-factor";
    }
}
