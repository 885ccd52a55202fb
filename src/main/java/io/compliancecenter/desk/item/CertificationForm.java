package io.compliancecenter.desk.item;

import static io.compliancecenter.desk.item.ItemForm.rows;
import static io.compliancecenter.desk.item.ItemForm.typed;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.CertificationTexts;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.published.RenewalCycle.Audit;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.item.CertificationContent.AuditContent;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A certification, as it was typed.
 *
 * @param compliance code; empty if none
 * @param renewalEvery empty, as its description and the audits, if no cycle is stated
 * @param translations by language tag
 */
record CertificationForm(
        String code,
        String name,
        String status,
        String summary,
        String assures,
        String compliance,
        PeriodField renewalEvery,
        String renewalDescription,
        List<AuditRow> audits,
        Map<String, Translation> translations)
        implements ItemForm {

    CertificationForm(
            @Nullable String code,
            @Nullable String name,
            @Nullable String status,
            @Nullable String summary,
            @Nullable String assures,
            @Nullable String compliance,
            @Nullable PeriodField renewalEvery,
            @Nullable String renewalDescription,
            @Nullable List<@Nullable AuditRow> audits,
            @Nullable Map<String, @Nullable Translation> translations) {
        this.code = typed(code);
        this.name = typed(name);
        this.status = typed(status);
        this.summary = typed(summary);
        this.assures = typed(assures);
        this.compliance = typed(compliance);
        this.renewalEvery = renewalEvery == null ? PeriodField.EMPTY : renewalEvery;
        this.renewalDescription = typed(renewalDescription);
        this.audits = rows(audits, AuditRow.EMPTY);
        this.translations = ItemForm.translations(translations);
    }

    /** An audit. An empty row is none. */
    record AuditRow(String name, PeriodField every) {

        static final AuditRow EMPTY = new AuditRow("", PeriodField.EMPTY);

        AuditRow(@Nullable String name, @Nullable PeriodField every) {
            this.name = typed(name);
            this.every = every == null ? PeriodField.EMPTY : every;
        }

        boolean isEmpty() {
            return name.isEmpty() && every.isEmpty();
        }
    }

    /**
     * Its texts in another language. If all are empty, there are none.
     *
     * @param audits the name of each audit
     */
    record Translation(
            String name, String summary, String assures, String renewalDescription, List<TranslatedLine> audits) {

        Translation(
                @Nullable String name,
                @Nullable String summary,
                @Nullable String assures,
                @Nullable String renewalDescription,
                @Nullable List<@Nullable TranslatedLine> audits) {
            this.name = typed(name);
            this.summary = typed(summary);
            this.assures = typed(assures);
            this.renewalDescription = typed(renewalDescription);
            this.audits = rows(audits, TranslatedLine.EMPTY);
        }

        static Translation of(CertificationTexts texts) {
            return new Translation(
                    texts.name(),
                    texts.summary(),
                    texts.assures(),
                    texts.renewalDescription(),
                    TranslatedLine.rows(texts.auditNames()));
        }

        boolean isEmpty() {
            return name.isEmpty()
                    && summary.isEmpty()
                    && assures.isEmpty()
                    && renewalDescription.isEmpty()
                    && TranslatedLine.areEmpty(audits);
        }

        CertificationTexts texts(int auditCount) {
            return new CertificationTexts(
                    name,
                    summary,
                    assures,
                    renewalDescription.isEmpty() ? null : renewalDescription,
                    TranslatedLine.texts(audits, auditCount));
        }

        Translation withRows(List<Integer> rows) {
            return new Translation(name, summary, assures, renewalDescription, TranslatedLine.at(rows, audits));
        }
    }

    static CertificationForm empty() {
        return new CertificationForm(null, null, null, null, null, null, null, null, null, null);
    }

    static CertificationForm of(CertificationDetails details) {
        RenewalCycle cycle = details.renewalCycle();
        return new CertificationForm(
                details.code(),
                details.name(),
                details.status().name(),
                details.summary(),
                details.assures(),
                details.compliance(),
                cycle == null ? null : PeriodField.of(cycle.every()),
                cycle == null ? null : cycle.description(),
                cycle == null
                        ? null
                        : cycle.audits().stream()
                                .<@Nullable AuditRow>map(
                                        audit -> new AuditRow(audit.name(), PeriodField.of(audit.every())))
                                .toList(),
                translations(details.translations()));
    }

    static CertificationForm of(String code, CertificationContent content) {
        return new CertificationForm(
                code,
                content.name(),
                content.status(),
                content.summary(),
                content.assures(),
                content.compliance(),
                content.renewalEvery() == null ? null : PeriodField.of(Period.parse(content.renewalEvery())),
                content.renewalDescription(),
                content.audits().stream()
                        .<@Nullable AuditRow>map(
                                audit -> new AuditRow(audit.name(), PeriodField.of(Period.parse(audit.every()))))
                        .toList(),
                translations(content.translations()));
    }

    private static Map<String, @Nullable Translation> translations(@Nullable Map<String, CertificationTexts> texts) {
        Map<String, @Nullable Translation> translations = new HashMap<>();
        if (texts != null) {
            texts.forEach((language, translated) -> translations.put(language, Translation.of(translated)));
        }
        return translations;
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.CERTIFICATION;
    }

    private boolean hasCycle() {
        return !(renewalEvery.isEmpty() && renewalDescription.isEmpty() && audits.isEmpty());
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
        if (!compliance.isEmpty() && !compliances.contains(compliance)) {
            errors.refuse("compliance", "desk.item.compliance.unknown");
        }
        errors.require("summary", summary, CertificationDetails.SUMMARY);
        errors.require("assures", assures, CertificationDetails.ASSURES);
        if (hasCycle()) {
            errors.require("renewalEvery.number", renewalEvery.text(), ValueFormat.PERIOD);
            errors.require("renewalDescription", renewalDescription, RenewalCycle.DESCRIPTION);
        }
        for (int row = 0; row < audits.size(); row++) {
            errors.require("audits[" + row + "].name", audits.get(row).name(), TextRule.LINE);
            errors.require(
                    "audits[" + row + "].every.number", audits.get(row).every().text(), ValueFormat.PERIOD);
        }
        filled().forEach((language, texts) -> errors(language, texts, languages, errors));
        return errors.found();
    }

    private void errors(String language, Translation texts, List<String> languages, FieldErrors errors) {
        String path = ItemForm.path(language);
        errors.requireLanguage(language, languages);
        errors.require(path + "name", texts.name(), TextRule.LINE);
        errors.require(path + "summary", texts.summary(), CertificationDetails.SUMMARY);
        errors.require(path + "assures", texts.assures(), CertificationDetails.ASSURES);
        errors.translate(
                path + "renewalDescription", renewalDescription, texts.renewalDescription(), RenewalCycle.DESCRIPTION);
        for (int row = 0; row < audits.size(); row++) {
            String auditName = TranslatedLine.text(texts.audits(), row);
            errors.require(path + "audits[" + row + "].text", auditName, TextRule.LINE);
        }
    }

    /** The translations that are not empty. */
    private Map<String, Translation> filled() {
        Map<String, Translation> filled = new TreeMap<>(translations);
        filled.values().removeIf(Translation::isEmpty);
        return filled;
    }

    @Override
    public CertificationContent content() {
        Map<String, CertificationTexts> texts = new TreeMap<>();
        filled().forEach((language, translation) -> texts.put(language, translation.texts(audits.size())));
        return new CertificationContent(
                name,
                status,
                summary,
                assures,
                compliance.isEmpty() ? null : compliance,
                hasCycle() ? renewalEvery.text() : null,
                hasCycle() ? renewalDescription : null,
                audits.stream()
                        .map(row -> new AuditContent(row.name(), row.every().text()))
                        .toList(),
                texts.isEmpty() ? null : texts);
    }

    /** The cycle as far as it can be computed with; empty if it cannot. */
    Optional<RenewalCycle> cycle() {
        return ValueFormat.PERIOD
                .parse(renewalEvery.text())
                .map(every ->
                        new RenewalCycle(
                                every,
                                renewalDescription,
                                audits.stream()
                                        .flatMap(row -> ValueFormat.PERIOD
                                                .parse(row.every().text())
                                                .map(period -> new Audit(row.name(), period))
                                                .stream())
                                        .toList()));
    }

    @Override
    public CertificationForm withCode(String known) {
        return new CertificationForm(
                known,
                name,
                status,
                summary,
                assures,
                compliance,
                renewalEvery,
                renewalDescription,
                new ArrayList<>(audits),
                new HashMap<>(translations));
    }

    @Override
    public CertificationForm withoutEmptyRows() {
        List<Integer> rows = TranslatedLine.filledRows(
                audits.size(),
                row -> !audits.get(row).isEmpty(),
                translations.values().stream().map(Translation::audits).toList());
        List<@Nullable AuditRow> kept = new ArrayList<>();
        rows.forEach(row -> kept.add(row < audits.size() ? audits.get(row) : AuditRow.EMPTY));
        Map<String, @Nullable Translation> others = new HashMap<>(translations);
        others.replaceAll((language, texts) -> texts == null ? null : texts.withRows(rows));
        return new CertificationForm(
                code, name, status, summary, assures, compliance, renewalEvery, renewalDescription, kept, others);
    }

    @Override
    public Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        texts.put("assures", assures);
        translations.forEach(
                (language, translation) -> texts.put(ItemForm.path(language) + "assures", translation.assures()));
        return texts;
    }

    @Override
    public Set<String> languages() {
        return filled().keySet();
    }
}
