package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.draft.ChangedField;
import io.compliancecenter.desk.item.ItemDrafts.Choices;
import io.compliancecenter.desk.item.ItemDrafts.LanguageChangedException;
import io.compliancecenter.desk.item.ItemDrafts.Opened;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Shows, previews and saves the forms for compliances and certifications. Whatever happens, what was typed stays in the form. */
@Component
@ConditionalOnDesk
class ItemPages {

    private final ItemDrafts items;
    private final JsonMapper json;

    ItemPages(ItemDrafts items, JsonMapper json) {
        this.items = items;
        this.json = json;
    }

    /**
     * Why a form was not saved, though nothing in it is wrong.
     *
     * @param messageKey says so
     * @param fields as the draft has them, and as they were typed
     */
    record Conflict(String messageKey, List<ChangedField> fields) {}

    ModelAndView empty(ItemForm form) {
        return page(form, true, Edit.of(null, ""), HttpStatus.OK);
    }

    /** @param draft null to begin with what is published */
    ModelAndView open(ChangeKind kind, String code, @Nullable UUID draft) {
        Opened opened = items.open(kind, code, draft);
        return page(opened.form(), false, Edit.of(draft, opened.seen()), HttpStatus.OK);
    }

    /** @param isNew whether the code was typed, too */
    ModelAndView submit(ItemForm typed, boolean isNew, Edit edit, Locale language) {
        ItemForm form = typed.withoutEmptyRows();
        Choices choices = items.choices(form.kind());
        Map<String, Objection> errors = edit.isPreview()
                ? Map.of()
                : form.errors(
                        isNew ? choices.taken() : Set.of(),
                        choices.compliances().keySet(),
                        choices.languages());
        if ((edit.isPreview() || !errors.isEmpty()) && edit.isInAnotherLanguage(choices.firstLanguage())) {
            return languageChanged(form, isNew, edit);
        }
        if (edit.isPreview()) {
            return page(form, isNew, edit, HttpStatus.OK)
                    .addObject("preview", Preview.of(form, items.renewedFrom(form.code()), language));
        }
        if (!errors.isEmpty()) {
            return page(form, isNew, edit, HttpStatus.UNPROCESSABLE_CONTENT).addObject("errors", errors);
        }
        try {
            Optional<UUID> saved = items.save(form, edit);
            if (saved.isPresent()) {
                return new ModelAndView("redirect:/desk/drafts/" + saved.get() + "?done=SAVED", HttpStatus.SEE_OTHER);
            }
        } catch (LanguageChangedException changed) {
            return languageChanged(form, isNew, edit);
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED) {
                throw refused;
            }
        }
        return conflict(form, isNew, edit, language);
    }

    /** What was typed stays in the language that it was typed in, until it is sent again. */
    private ModelAndView languageChanged(ItemForm form, boolean isNew, Edit edit) {
        return page(form, isNew, edit, HttpStatus.CONFLICT)
                .addObject("conflict", new Conflict("desk.item.conflict.language", List.of()))
                .addObject("textLanguage", edit.language());
    }

    private ModelAndView conflict(ItemForm form, boolean isNew, Edit edit, Locale language) {
        UUID draft = edit.draft();
        if (items.isManagedByFolder(form.kind(), form.code())) {
            return page(form, isNew, edit, HttpStatus.CONFLICT)
                    .addObject("conflict", new Conflict("desk.item.conflict.folder", List.of()));
        }
        if (draft == null || !items.isOpen(draft)) {
            return page(form, isNew, Edit.of(null, ""), HttpStatus.CONFLICT)
                    .addObject("conflict", new Conflict("desk.item.conflict.closed", List.of()));
        }
        Optional<String> theirs = items.content(form.kind(), form.code(), draft);
        List<ChangedField> fields = theirs.map(content ->
                        // An item has no days or moments.
                        ChangedField.between(
                                form.kind(),
                                json.readTree(content),
                                json.valueToTree(form.content()),
                                language,
                                ZoneOffset.UTC))
                .orElse(List.of());
        return page(form, isNew, Edit.of(draft, ItemDrafts.version(theirs)), HttpStatus.CONFLICT)
                .addObject("conflict", new Conflict("desk.item.conflict", fields));
    }

    private ModelAndView page(ItemForm form, boolean isNew, Edit edit, HttpStatus status) {
        Choices choices = items.choices(form.kind());
        return new ModelAndView(form.kind() == ChangeKind.COMPLIANCE ? "desk/compliance" : "desk/certification", status)
                .addObject("form", form)
                .addObject("isNew", isNew)
                .addObject("edit", edit)
                .addObject("choices", choices)
                .addObject("languages", languages(form, choices))
                .addObject("statuses", Status.values())
                .addObject("emptyPeriod", PeriodField.EMPTY)
                .addObject("errors", Map.of());
    }

    /** Of the translations that a form has fields for. One that the catalogue is not in any more is there as long as it has texts. */
    private static List<Locale> languages(ItemForm form, Choices choices) {
        return Stream.concat(choices.languages().stream(), form.languages().stream())
                .distinct()
                .map(Locale::forLanguageTag)
                .toList();
    }
}
