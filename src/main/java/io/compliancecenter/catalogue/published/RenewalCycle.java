package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.rules.TextRule;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often a certification is renewed, and which audits lie between.
 *
 * @param every the time between two renewals
 * @param description plain text for the page
 * @param audits what has to be passed between two renewals
 */
@Embeddable
public record RenewalCycle(
        @Convert(converter = PeriodConverter.class) @Column(name = "renewal_every")
        Period every,

        @Column(name = "renewal_description") String description,

        @ElementCollection
        @CollectionTable(name = "certification_audit", joinColumns = @JoinColumn(name = "certification_code"))
        @OrderColumn(name = "position")
        List<Audit> audits) {

    public static final TextRule DESCRIPTION = TextRule.PLAIN;

    /**
     * An audit between two renewals.
     *
     * @param every the time between two such audits, counted from the day of issue
     */
    @Embeddable
    public record Audit(
            String name,
            @Convert(converter = PeriodConverter.class) Period every) {}

    /** An audit and the day on which it is due. */
    public record DueAudit(String name, LocalDate on) {}

    /** A copy without Hibernate's collection. */
    public RenewalCycle copy() {
        return new RenewalCycle(every, description, List.copyOf(audits));
    }

    /** The same in other words. */
    RenewalCycle in(@Nullable String words, List<String> auditNames) {
        return new RenewalCycle(
                every,
                words == null ? description : words,
                IntStream.range(0, audits.size())
                        .mapToObj(audit -> new Audit(
                                auditNames.get(audit), audits.get(audit).every()))
                        .toList());
    }

    /** The day on which a certificate issued on that day is due for renewal. */
    public LocalDate renewalOf(LocalDate issuedOn) {
        return issuedOn.plus(every);
    }

    /** The first audits that are due before the renewal of a certificate issued on that day, in order. */
    public List<DueAudit> audits(LocalDate issuedOn, int most) {
        LocalDate renewal = renewalOf(issuedOn);
        return audits.stream()
                .flatMap(audit ->
                        dates(issuedOn, audit.every(), renewal).limit(most).map(due -> new DueAudit(audit.name(), due)))
                .sorted(Comparator.comparing(DueAudit::on))
                .limit(most)
                .toList();
    }

    /** The next audit on or after {@code day}, if one is due before the renewal of a certificate issued on that day. */
    public Optional<DueAudit> nextAudit(LocalDate issuedOn, LocalDate day) {
        LocalDate renewal = renewalOf(issuedOn);
        return audits.stream()
                .flatMap(audit -> dates(issuedOn, audit.every(), renewal)
                        .filter(due -> !due.isBefore(day))
                        .findFirst()
                        .map(due -> new DueAudit(audit.name(), due))
                        .stream())
                .min(Comparator.comparing(DueAudit::on));
    }

    /** Counted from the day of issue each time, so that the end of a month stays the end of a month. */
    private static Stream<LocalDate> dates(LocalDate issuedOn, Period every, LocalDate before) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> issuedOn.plus(every.multipliedBy(number)))
                .takeWhile(date -> date.isBefore(before));
    }

    /** Stores a period as ISO 8601 writes it, such as {@code P1Y}. */
    @Converter
    static class PeriodConverter implements AttributeConverter<@Nullable Period, @Nullable String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Period period) {
            return period == null ? null : period.toString();
        }

        @Override
        public @Nullable Period convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : Period.parse(column);
        }
    }
}
