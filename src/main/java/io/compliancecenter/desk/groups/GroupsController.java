package io.compliancecenter.desk.groups;

import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.groups.GroupViews.Proposal;
import io.compliancecenter.desk.groups.GroupsService.AllGroups;
import io.compliancecenter.organization.DeskRole;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Lists access groups, makes new ones, and decides who is to be in one. */
@Controller
@ConditionalOnDesk
class GroupsController {

    private final GroupsService groups;

    GroupsController(GroupsService groups) {
        this.groups = groups;
    }

    @GetMapping("/desk/groups")
    ModelAndView list(DeskPerson reader, @RequestParam @Nullable GroupOutcome done, Locale language, ZoneId zone) {
        return page(reader, language, zone).addObject("done", done);
    }

    private ModelAndView page(DeskPerson reader, Locale language, ZoneId zone) {
        AllGroups found = groups.find();
        return new ModelAndView("desk/groups")
                .addObject("person", reader)
                .addObject("groups", found.groups())
                .addObject(
                        "proposals",
                        found.proposals().stream()
                                .map(row -> Proposal.of(row, language, zone))
                                .toList());
    }

    @PostMapping("/desk/groups")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView create(
            DeskPerson support,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            Locale language,
            ZoneId zone) {
        String wantedCode = code.strip();
        String wantedName = name.strip();
        Map<String, String> errors = new HashMap<>();
        if (ValueFormat.CODE.objection(wantedCode).isPresent()) {
            errors.put("code", "desk.groups.code.wrong");
        }
        if (TextRule.LINE.objection(wantedName).isPresent()) {
            errors.put("name", "desk.groups.name.wrong");
        }
        if (errors.isEmpty() && !groups.create(wantedCode, wantedName)) {
            errors.put("code", "desk.groups.code.taken");
        }
        if (errors.isEmpty()) {
            return new ModelAndView("redirect:/desk/groups/" + wantedCode + "?done=SAVED", HttpStatus.SEE_OTHER);
        }
        ModelAndView page = page(support, language, zone)
                .addObject("errors", errors)
                .addObject("code", code)
                .addObject("name", name);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** @param approved whether the Organization gets into the group */
    @PostMapping("/desk/group-proposals/{proposal}")
    @ForDeskRoles({DeskRole.APPROVER, DeskRole.SUPPORT})
    ModelAndView decide(
            DeskPerson decider, @PathVariable UUID proposal, @RequestParam(defaultValue = "false") boolean approved) {
        // The database knows their roles, and not which of them count in this session.
        if (approved && !decider.isApprover()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        GroupOutcome outcome;
        try {
            outcome = groups.decide(proposal, approved);
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
            outcome = GroupOutcome.CHANGED;
        }
        return new ModelAndView("redirect:/desk/groups?done=" + outcome, HttpStatus.SEE_OTHER);
    }
}
