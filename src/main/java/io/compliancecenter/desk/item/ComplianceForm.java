package io.compliancecenter.desk.item;

import static io.compliancecenter.desk.item.ItemForm.rows;
import static io.compliancecenter.desk.item.ItemForm.typed;

import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import io.compliancecenter.catalogue.published.ComplianceTexts;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.desk.draft.ChangeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A compliance, as it was typed.
 *
 * @param translations by language tag
 */
record ComplianceForm(
        String code,
        String name,
        String status,
        String summary,
        String description,
        String howWeComply,
        List<LinkRow> links,
        Map<String, Translation> translations)
        implements ItemForm {

    ComplianceForm(
            @Nullable String code,
            @Nullable String name,
            @Nullable String status,
            @Nullable String summary,
            @Nullable String description,
            @Nullable String howWeComply,
            @Nullable List<@Nullable LinkRow> links,
            @Nullable Map<String, @Nullable Translation> translations) {
        this.code = typed(code);
        this.name = typed(name);
        this.status = typed(status);
        this.summary = typed(summary);
        this.description = typed(description);
        this.howWeComply = typed(howWeComply);
        this.links = rows(links, LinkRow.EMPTY);
        this.translations = ItemForm.translations(translations);
    }

    /** A link. An empty row is none. */
    record LinkRow(String label, String url) {

        static final LinkRow EMPTY = new LinkRow("", "");

        LinkRow(@Nullable String label, @Nullable String url) {
            this.label = typed(label);
            this.url = typed(url);
        }

        boolean isEmpty() {
            return label.isEmpty() && url.isEmpty();
        }
    }

    /**
     * Its texts in another language. If all are empty, there are none.
     *
     * @param links the label of each link
     */
    record Translation(
            String name, String summary, String description, String howWeComply, List<TranslatedLine> links) {

        Translation(
                @Nullable String name,
                @Nullable String summary,
                @Nullable String description,
                @Nullable String howWeComply,
                @Nullable List<@Nullable TranslatedLine> links) {
            this.name = typed(name);
            this.summary = typed(summary);
            this.description = typed(description);
            this.howWeComply = typed(howWeComply);
            this.links = rows(links, TranslatedLine.EMPTY);
        }

        static Translation of(ComplianceTexts texts) {
            return new Translation(
                    texts.name(),
                    texts.summary(),
                    texts.description(),
                    texts.howWeComply(),
                    TranslatedLine.rows(texts.linkLabels()));
        }

        boolean isEmpty() {
            return name.isEmpty()
                    && summary.isEmpty()
                    && description.isEmpty()
                    && howWeComply.isEmpty()
                    && TranslatedLine.areEmpty(links);
        }

        ComplianceTexts texts(int linkCount) {
            return new ComplianceTexts(
                    name,
                    summary,
                    description,
                    howWeComply.isEmpty() ? null : howWeComply,
                    TranslatedLine.texts(links, linkCount));
        }

        Translation withRows(List<Integer> rows) {
            return new Translation(name, summary, description, howWeComply, TranslatedLine.at(rows, links));
        }
    }

    static ComplianceForm empty() {
        return new ComplianceForm(null, null, null, null, null, null, null, null);
    }

    static ComplianceForm of(ComplianceDetails details) {
        return new ComplianceForm(
                details.code(),
                details.name(),
                details.status().name(),
                details.summary(),
                details.description(),
                details.howWeComply(),
                linkRows(details.links()),
                translations(details.translations()));
    }

    static ComplianceForm of(String code, ComplianceContent content) {
        return new ComplianceForm(
                code,
                content.name(),
                content.status(),
                content.summary(),
                content.description(),
                content.howWeComply(),
                linkRows(content.links()),
                translations(content.translations()));
    }

    private static Map<String, @Nullable Translation> translations(@Nullable Map<String, ComplianceTexts> texts) {
        Map<String, @Nullable Translation> translations = new HashMap<>();
        if (texts != null) {
            texts.forEach((language, translated) -> translations.put(language, Translation.of(translated)));
        }
        return translations;
    }

    private static List<@Nullable LinkRow> linkRows(List<Link> links) {
        return links.stream()
                .<@Nullable LinkRow>map(link -> new LinkRow(link.label(), link.url()))
                .toList();
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.COMPLIANCE;
    }

    @Override
    public Map<String, Objection> errors(Set<String> taken, Set<String> compliances, List<String> languages) {
        FieldErrors errors = new FieldErrors();
        errors.require("code", code, ValueFormat.CODE);
        if (taken.contains(code)) {
            errors.refuse("code", "desk.item.code.taken");
        }
        errors.require("name", name, TextRule.LINE);
        errors.require("status", status, Status.FORMAT);
        errors.require("summary", summary, ComplianceDetails.SUMMARY);
        errors.require("description", description, ComplianceDetails.DESCRIPTION);
        errors.allow("howWeComply", howWeComply, ComplianceDetails.HOW_WE_COMPLY);
        for (int row = 0; row < links.size(); row++) {
            errors.require("links[" + row + "].label", links.get(row).label(), TextRule.LINE);
            errors.require("links[" + row + "].url", links.get(row).url(), Link.URL);
        }
        filled().forEach((language, texts) -> errors(language, texts, languages, errors));
        return errors.found();
    }

    private void errors(String language, Translation texts, List<String> languages, FieldErrors errors) {
        String path = ItemForm.path(language);
        errors.requireLanguage(language, languages);
        errors.require(path + "name", texts.name(), TextRule.LINE);
        errors.require(path + "summary", texts.summary(), ComplianceDetails.SUMMARY);
        errors.require(path + "description", texts.description(), ComplianceDetails.DESCRIPTION);
        errors.translate(path + "howWeComply", howWeComply, texts.howWeComply(), ComplianceDetails.HOW_WE_COMPLY);
        for (int row = 0; row < links.size(); row++) {
            String label = TranslatedLine.text(texts.links(), row);
            errors.require(path + "links[" + row + "].text", label, TextRule.LINE);
        }
    }

    /** The translations that are not empty. */
    private Map<String, Translation> filled() {
        Map<String, Translation> filled = new TreeMap<>(translations);
        filled.values().removeIf(Translation::isEmpty);
        return filled;
    }

    @Override
    public ComplianceContent content() {
        Map<String, ComplianceTexts> texts = new TreeMap<>();
        filled().forEach((language, translation) -> texts.put(language, translation.texts(links.size())));
        return new ComplianceContent(
                name,
                status,
                summary,
                description,
                howWeComply.isEmpty() ? null : howWeComply,
                links.stream().map(row -> new Link(row.label(), row.url())).toList(),
                texts.isEmpty() ? null : texts);
    }

    @Override
    public ComplianceForm withCode(String known) {
        return new ComplianceForm(
                known,
                name,
                status,
                summary,
                description,
                howWeComply,
                new ArrayList<>(links),
                new HashMap<>(translations));
    }

    @Override
    public ComplianceForm withoutEmptyRows() {
        List<Integer> rows = TranslatedLine.filledRows(
                links.size(),
                row -> !links.get(row).isEmpty(),
                translations.values().stream().map(Translation::links).toList());
        List<@Nullable LinkRow> kept = new ArrayList<>();
        rows.forEach(row -> kept.add(row < links.size() ? links.get(row) : LinkRow.EMPTY));
        Map<String, @Nullable Translation> others = new HashMap<>(translations);
        others.replaceAll((language, texts) -> texts == null ? null : texts.withRows(rows));
        return new ComplianceForm(code, name, status, summary, description, howWeComply, kept, others);
    }

    @Override
    public Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        texts.put("description", description);
        texts.put("howWeComply", howWeComply);
        translations.forEach((language, translation) -> {
            texts.put(ItemForm.path(language) + "description", translation.description());
            texts.put(ItemForm.path(language) + "howWeComply", translation.howWeComply());
        });
        return texts;
    }

    @Override
    public Set<String> languages() {
        return filled().keySet();
    }
}
