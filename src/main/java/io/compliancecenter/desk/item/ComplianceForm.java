package io.compliancecenter.desk.item;

import static io.compliancecenter.desk.item.ItemForm.rows;
import static io.compliancecenter.desk.item.ItemForm.typed;

import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.desk.draft.ChangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compliance, as it was typed. */
record ComplianceForm(
        String code,
        String name,
        String status,
        String summary,
        String description,
        String howWeComply,
        List<LinkRow> links)
        implements ItemForm {

    ComplianceForm(
            @Nullable String code,
            @Nullable String name,
            @Nullable String status,
            @Nullable String summary,
            @Nullable String description,
            @Nullable String howWeComply,
            @Nullable List<@Nullable LinkRow> links) {
        this.code = typed(code);
        this.name = typed(name);
        this.status = typed(status);
        this.summary = typed(summary);
        this.description = typed(description);
        this.howWeComply = typed(howWeComply);
        this.links = rows(links, new LinkRow("", ""));
    }

    /** A link. An empty row is none. */
    record LinkRow(String label, String url) {

        LinkRow(@Nullable String label, @Nullable String url) {
            this.label = typed(label);
            this.url = typed(url);
        }

        boolean isEmpty() {
            return label.isEmpty() && url.isEmpty();
        }
    }

    static ComplianceForm empty() {
        return new ComplianceForm(null, null, null, null, null, null, null);
    }

    static ComplianceForm of(ComplianceDetails details) {
        return new ComplianceForm(
                details.code(),
                details.name(),
                details.status().name(),
                details.summary(),
                details.description(),
                details.howWeComply(),
                linkRows(details.links()));
    }

    static ComplianceForm of(String code, ComplianceContent content) {
        return new ComplianceForm(
                code,
                content.name(),
                content.status(),
                content.summary(),
                content.description(),
                content.howWeComply(),
                linkRows(content.links()));
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
    public Map<String, Objection> errors(Set<String> taken, Set<String> compliances) {
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
        return errors.found();
    }

    @Override
    public ComplianceContent content() {
        return new ComplianceContent(
                name,
                status,
                summary,
                description,
                howWeComply.isEmpty() ? null : howWeComply,
                links.stream().map(row -> new Link(row.label(), row.url())).toList());
    }

    @Override
    public ComplianceForm withCode(String known) {
        return new ComplianceForm(known, name, status, summary, description, howWeComply, new ArrayList<>(links));
    }

    @Override
    public ComplianceForm withoutEmptyRows() {
        List<@Nullable LinkRow> filled = new ArrayList<>(links);
        filled.removeIf(row -> row == null || row.isEmpty());
        return new ComplianceForm(code, name, status, summary, description, howWeComply, filled);
    }

    @Override
    public Map<String, String> texts() {
        return Map.of("description", description, "howWeComply", howWeComply);
    }
}
