package io.compliancecenter.desk.item;

import static io.compliancecenter.desk.item.ItemForm.rows;
import static io.compliancecenter.desk.item.ItemForm.typed;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A certification, as it was typed.
 *
 * @param compliance code; empty if none
 * @param renewalEvery empty, as its description and the audits, if no cycle is stated
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
        List<AuditRow> audits)
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
            @Nullable List<@Nullable AuditRow> audits) {
        this.code = typed(code);
        this.name = typed(name);
        this.status = typed(status);
        this.summary = typed(summary);
        this.assures = typed(assures);
        this.compliance = typed(compliance);
        this.renewalEvery = renewalEvery == null ? PeriodField.EMPTY : renewalEvery;
        this.renewalDescription = typed(renewalDescription);
        this.audits = rows(audits, new AuditRow("", PeriodField.EMPTY));
    }

    /** An audit. An empty row is none. */
    record AuditRow(String name, PeriodField every) {

        AuditRow(@Nullable String name, @Nullable PeriodField every) {
            this.name = typed(name);
            this.every = every == null ? PeriodField.EMPTY : every;
        }

        boolean isEmpty() {
            return name.isEmpty() && every.isEmpty();
        }
    }

    static CertificationForm empty() {
        return new CertificationForm(null, null, null, null, null, null, null, null, null);
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
                                .toList());
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
                        .toList());
    }

    @Override
    public ChangeKind kind() {
        return ChangeKind.CERTIFICATION;
    }

    private boolean hasCycle() {
        return !(renewalEvery.isEmpty() && renewalDescription.isEmpty() && audits.isEmpty());
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
        return errors.found();
    }

    @Override
    public CertificationContent content() {
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
                        .toList());
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
                new ArrayList<>(audits));
    }

    @Override
    public CertificationForm withoutEmptyRows() {
        List<@Nullable AuditRow> filled = new ArrayList<>(audits);
        filled.removeIf(row -> row == null || row.isEmpty());
        return new CertificationForm(
                code, name, status, summary, assures, compliance, renewalEvery, renewalDescription, filled);
    }

    @Override
    public Map<String, String> texts() {
        return Map.of("assures", assures);
    }
}
