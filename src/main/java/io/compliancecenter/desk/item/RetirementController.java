package io.compliancecenter.desk.item;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.organization.DeskRole;
import java.util.Optional;
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

/** Takes a compliance or certification off the page, with a draft. It comes back when it is edited again. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/catalogue/{kind}/{code}/retirement")
class RetirementController {

    private final ItemDrafts items;

    RetirementController(ItemDrafts items) {
        this.items = items;
    }

    @GetMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView ask(DeskPerson editor, @PathVariable ChangeKind kind, @PathVariable String code) {
        return page(kind, code, null, false, HttpStatus.OK);
    }

    /** @param draft an open one; null for a new one */
    @PostMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView retire(
            DeskPerson editor,
            @PathVariable ChangeKind kind,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID draft) {
        try {
            Optional<UUID> saved = items.retire(kind, code, draft);
            if (saved.isPresent()) {
                return new ModelAndView("redirect:/desk/drafts/" + saved.get() + "?done=SAVED", HttpStatus.SEE_OTHER);
            }
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
        }
        return page(kind, code, draft, true, HttpStatus.CONFLICT);
    }

    private ModelAndView page(ChangeKind kind, String code, @Nullable UUID draft, boolean conflict, HttpStatus status) {
        if (kind != ChangeKind.COMPLIANCE && kind != ChangeKind.CERTIFICATION) {
            throw new DeskNotFoundException();
        }
        return new ModelAndView("desk/retirement", status)
                .addObject("kind", kind)
                .addObject("item", items.published(kind, code))
                .addObject("drafts", items.choices(kind).open())
                .addObject("draft", draft)
                .addObject("conflict", conflict);
    }
}
