package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.catalogue.published.RenewalCycle.DueAudit;
import io.compliancecenter.web.Markdown;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How customers will see what was typed.
 *
 * @param texts HTML, by field
 * @param dates of the renewal cycle; null if there is none
 */
record Preview(Map<String, String> texts, @Nullable Dates dates) {

    private static final int HEADING_ABOVE = 2;
    private static final int MOST_AUDITS = 12;

    /**
     * What a renewal cycle comes to.
     *
     * @param from the day from which it counts
     */
    record Dates(TimeText from, TimeText renewal, List<AuditDate> audits) {}

    record AuditDate(String name, TimeText on) {}

    static Preview of(ItemForm form, LocalDate renewedFrom, Locale language) {
        Map<String, String> texts = form.texts().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, text -> Markdown.toHtml(text.getValue(), HEADING_ABOVE)));
        Dates dates = form instanceof CertificationForm certification
                ? certification
                        .cycle()
                        .map(cycle -> dates(cycle, renewedFrom, language))
                        .orElse(null)
                : null;
        return new Preview(texts, dates);
    }

    private static Dates dates(RenewalCycle cycle, LocalDate from, Locale language) {
        return new Dates(
                TimeText.of(from, language),
                TimeText.of(cycle.renewalOf(from), language),
                cycle.audits(from, MOST_AUDITS).stream()
                        .map((DueAudit audit) -> new AuditDate(audit.name(), TimeText.of(audit.on(), language)))
                        .toList());
    }
}
