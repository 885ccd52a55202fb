package io.compliancecenter.desk.agreement;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Lists the agreements of all Organizations that wait for a second person. */
@Controller
@ConditionalOnDesk
class AgreementListController {

    private final AgreementService agreements;

    AgreementListController(AgreementService agreements) {
        this.agreements = agreements;
    }

    @GetMapping("/desk/agreements")
    ModelAndView inReview(DeskPerson reader, Locale language, ZoneId zone) {
        List<AgreementView> rows = agreements.inReview().stream()
                .map(row -> AgreementView.of(row, language, zone))
                .toList();
        return new ModelAndView("desk/agreements").addObject("agreements", rows);
    }
}
