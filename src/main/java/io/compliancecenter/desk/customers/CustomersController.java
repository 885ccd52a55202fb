package io.compliancecenter.desk.customers;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.agreement.AgreementService;
import io.compliancecenter.desk.customers.CustomersService.Found;
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

/** Shows customers, and suspends them. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/customers")
class CustomersController {

    private static final int LONGEST_SEARCH = 100;
    private static final int LONGEST_REASON = 1000;

    private final CustomersService customers;
    private final AgreementService agreements;

    CustomersController(CustomersService customers, AgreementService agreements) {
        this.customers = customers;
        this.agreements = agreements;
    }

    @GetMapping
    ModelAndView list(
            DeskPerson reader, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") int page) {
        String words = OneLine.of(q, LONGEST_SEARCH);
        Found found = customers.find(words, page);
        int first = (found.page() - 1) * CustomersService.PAGE_SIZE;
        return new ModelAndView("desk/customers")
                .addObject("customers", found.customers())
                .addObject("words", words)
                .addObject("found", found.found())
                .addObject("first", first + 1)
                .addObject("last", first + found.customers().size())
                .addObject("previous", found.page() > 1 ? found.page() - 1 : null)
                .addObject("next", found.page() < found.pages() ? found.page() + 1 : null);
    }

    /** @param page of the members */
    @GetMapping("/{organization}")
    ModelAndView customer(
            DeskPerson reader,
            @PathVariable UUID organization,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "false") boolean saved,
            Locale language,
            ZoneId zone) {
        return page(organization, page, language, zone).addObject("saved", saved);
    }

    private ModelAndView page(UUID organization, int page, Locale language, ZoneId zone) {
        return new ModelAndView("desk/customer")
                .addObject("customer", CustomerView.of(customers.find(organization, page), language, zone))
                .addObject("agreements", agreements.of(organization, language, zone));
    }

    /** @param suspended whether to suspend it, or to bring it back */
    @PostMapping("/{organization}/suspension")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView suspend(
            DeskPerson support,
            @PathVariable UUID organization,
            @RequestParam boolean suspended,
            @RequestParam String reason,
            Locale language,
            ZoneId zone) {
        String why = OneLine.of(reason, LONGEST_REASON);
        if (why.isEmpty()) {
            ModelAndView page = page(organization, 1, language, zone).addObject("reasonMissing", true);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        if (suspended) {
            customers.suspend(organization, why);
        } else {
            customers.bringBack(organization, why);
        }
        return new ModelAndView("redirect:/desk/customers/" + organization + "?saved=true", HttpStatus.SEE_OTHER);
    }
}
