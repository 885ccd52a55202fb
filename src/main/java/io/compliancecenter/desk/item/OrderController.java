package io.compliancecenter.desk.item;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.item.ItemDrafts.OpenedOrder;
import io.compliancecenter.organization.DeskRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

/**
 * Changes the order of all compliances or all certifications, those of the folder too, with a draft. The form holds the order while it is
 * changed: its buttons move an item by one place, a script lets it be dragged, and nothing is saved until the last button is pressed.
 */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/catalogue/{kind}/order")
class OrderController {

    private final ItemDrafts items;

    OrderController(ItemDrafts items) {
        this.items = items;
    }

    /** @param draft whose order to change; null to begin with what is published */
    @GetMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView open(
            DeskPerson editor, @PathVariable ChangeKind kind, @RequestParam(required = false) @Nullable UUID draft) {
        requireList(kind);
        OpenedOrder opened = items.openOrder(kind, draft);
        return page(kind, opened.names(), Edit.of(draft, opened.seen()), null, HttpStatus.OK);
    }

    /**
     * Moves an item or saves the order.
     *
     * @param codes in order
     * @param up the item to move up; null for none
     * @param down the item to move down; null for none
     * @param moved the item that was dragged to its place in {@code codes}; empty for none
     */
    @PostMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView change(
            DeskPerson editor,
            @PathVariable ChangeKind kind,
            @RequestParam List<String> codes,
            @RequestParam(required = false) @Nullable String up,
            @RequestParam(required = false) @Nullable String down,
            @RequestParam(defaultValue = "") String moved,
            @RequestParam(defaultValue = "") String title,
            Edit edit) {
        requireList(kind);
        Map<String, String> published = items.openOrder(kind, null).names();
        List<String> order =
                new ArrayList<>(ItemDrafts.ordered(published, codes).keySet());
        if (up != null || down != null) {
            int from = order.indexOf(up == null ? down : up);
            int to = from + (up == null ? 1 : -1);
            if (from >= 0 && to >= 0 && to < order.size()) {
                Collections.swap(order, from, to);
            }
            return page(kind, ItemDrafts.ordered(published, order), edit, null, HttpStatus.OK)
                    .addObject("up", up)
                    .addObject("down", down);
        }
        if (!moved.isEmpty()) {
            return page(kind, ItemDrafts.ordered(published, order), edit, null, HttpStatus.OK)
                    .addObject("up", published.containsKey(moved) ? moved : null);
        }
        try {
            Optional<UUID> saved = items.saveOrder(kind, order, title, edit.draft(), edit.seen());
            if (saved.isPresent()) {
                return new ModelAndView("redirect:/desk/drafts/" + saved.get() + "?done=SAVED", HttpStatus.SEE_OTHER);
            }
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
        }
        return conflict(kind, ItemDrafts.ordered(published, order), edit);
    }

    /** Nothing is overwritten: the order stays in the form, with what the draft has now. */
    private ModelAndView conflict(ChangeKind kind, Map<String, String> names, Edit edit) {
        UUID draft = edit.draft();
        return draft == null || !items.isOpen(draft)
                ? page(kind, names, Edit.of(null, ""), "desk.item.conflict.closed", HttpStatus.CONFLICT)
                : page(
                        kind,
                        names,
                        Edit.of(draft, items.openOrder(kind, draft).seen()),
                        "desk.item.conflict",
                        HttpStatus.CONFLICT);
    }

    private static void requireList(ChangeKind kind) {
        if (kind != ChangeKind.COMPLIANCE && kind != ChangeKind.CERTIFICATION) {
            throw new DeskNotFoundException();
        }
    }

    private ModelAndView page(
            ChangeKind kind, Map<String, String> names, Edit edit, @Nullable String notice, HttpStatus status) {
        return new ModelAndView("desk/order", status)
                .addObject("kind", kind)
                .addObject("names", names)
                // One field, however long the list is.
                .addObject("codes", String.join(",", names.keySet()))
                .addObject("edit", edit)
                .addObject("notice", notice)
                .addObject("choices", items.choices(kind));
    }
}
