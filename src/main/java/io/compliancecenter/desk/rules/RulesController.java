package io.compliancecenter.desk.rules;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.rules.RulesService.AllRules;
import io.compliancecenter.organization.DeskRole;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows the rules that grant requests, takes proposals, and decides about them. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/rules")
class RulesController {

    private final RulesService rules;

    RulesController(RulesService rules) {
        this.rules = rules;
    }

    @GetMapping
    ModelAndView list(DeskPerson reader, @RequestParam @Nullable RuleOutcome done) {
        return page(reader, rules.find(), RuleForm.empty()).addObject("done", done);
    }

    private static ModelAndView page(DeskPerson reader, AllRules found, RuleForm form) {
        return new ModelAndView("desk/rules")
                .addObject("person", reader)
                .addObject("rules", found.rules())
                .addObject("subjects", found.subjects())
                .addObject("groups", found.groups())
                .addObject("form", form)
                .addObject("errors", Map.of());
    }

    @PostMapping
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView propose(DeskPerson support, RuleForm form) {
        AllRules found = rules.find();
        Map<String, String> errors = form.errors(found.subjects(), found.groups());
        if (!errors.isEmpty()) {
            ModelAndView page = page(support, found, form).addObject("errors", errors);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        rules.propose(form);
        return done(RuleOutcome.PROPOSED);
    }

    /** @param approved whether the rule is in force from now on */
    @PostMapping("/{rule}/decision")
    @ForDeskRoles(DeskRole.APPROVER)
    ModelAndView decide(
            DeskPerson approver, @PathVariable UUID rule, @RequestParam(defaultValue = "false") boolean approved) {
        try {
            return done(rules.decide(rule, approved));
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
            return done(RuleOutcome.CHANGED);
        }
    }

    @PostMapping("/{rule}/end")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView end(DeskPerson support, @PathVariable UUID rule) {
        rules.end(rule);
        return done(RuleOutcome.ENDED);
    }

    private static ModelAndView done(RuleOutcome outcome) {
        return new ModelAndView("redirect:/desk/rules?done=" + outcome, HttpStatus.SEE_OTHER);
    }
}
