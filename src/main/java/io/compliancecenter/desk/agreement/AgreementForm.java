package io.compliancecenter.desk.agreement;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.desk.agreement.AgreementService.Particulars;
import io.compliancecenter.desk.agreement.Agreements.AgreementRow;
import io.compliancecenter.desk.draft.ChangedField;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a paper says, as it was typed. Days are in the reader's zone.
 *
 * @param from the first day in force
 * @param until the last day in force; empty for no end
 */
record AgreementForm(
        @Nullable String vendorParty,
        @Nullable String customerParty,
        @Nullable String signedOn,
        @Nullable String from,
        @Nullable String until) {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate EARLIEST_IN_FORCE = LocalDate.of(2000, 1, 2);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 30);

    AgreementForm {
        vendorParty = typed(vendorParty);
        customerParty = typed(customerParty);
        signedOn = typed(signedOn);
        from = typed(from);
        until = typed(until);
    }

    private static String typed(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }

    static AgreementForm proposal(String vendor, String organization, LocalDate today) {
        return new AgreementForm(vendor, organization, "", today.toString(), "");
    }

    static AgreementForm of(AgreementRow row, ZoneId zone) {
        Instant until = row.inForceUntil();
        return new AgreementForm(
                row.vendorParty(),
                row.customerParty(),
                row.signedOn().toString(),
                LocalDate.ofInstant(row.inForceFrom(), zone).toString(),
                until == null
                        ? ""
                        : LocalDate.ofInstant(until.minusNanos(1), zone).toString());
    }

    /** The fields that differ in another form, in their order. */
    List<ChangedField> changedFrom(AgreementForm before) {
        return Stream.of(
                        ChangedField.of("vendorParty", before.vendor(), vendor()),
                        ChangedField.of("customerParty", before.customer(), customer()),
                        ChangedField.of("signedOn", before.signedOn(), signedOn()),
                        ChangedField.of("from", before.from(), from()),
                        ChangedField.of("until", before.until(), until()))
                .filter(field -> !field.before().equals(field.after()))
                .toList();
    }

    /**
     * What is wrong, by field.
     *
     * @param fileSent whether a file came with it: a browser does not keep it
     * @param fileObjection key of the message why it is refused; null if it is not
     */
    Map<String, Objection> errors(LocalDate today, boolean fileSent, @Nullable String fileObjection) {
        Map<String, Objection> errors = errors(today);
        if (fileObjection != null) {
            refuse(errors, "file", fileObjection);
        } else if (fileSent && !errors.isEmpty()) {
            refuse(errors, "file", "desk.agreement.file.again");
        }
        return errors;
    }

    private Map<String, Objection> errors(LocalDate today) {
        Map<String, Objection> errors = new LinkedHashMap<>();
        TextRule.LINE.objection(vendor()).ifPresent(objection -> errors.put("vendorParty", objection));
        TextRule.LINE.objection(customer()).ifPresent(objection -> errors.put("customerParty", objection));
        if (day(signedOn()).filter(day -> !day.isBefore(EARLIEST)).isEmpty()) {
            refuse(errors, "signedOn", "desk.certificate.day.invalid");
        } else if (day(signedOn()).orElseThrow().isAfter(today)) {
            refuse(errors, "signedOn", "desk.agreement.signed-later");
        }
        if (day(from()).filter(AgreementForm::isRecordable).isEmpty()) {
            refuse(errors, "from", "desk.certificate.day.invalid");
        }
        if (!until().isEmpty()) {
            Optional<LocalDate> end = day(until()).filter(AgreementForm::isRecordable);
            if (end.isEmpty()) {
                refuse(errors, "until", "desk.certificate.day.invalid");
            } else if (end.get().isBefore(today)) {
                refuse(errors, "until", "desk.agreement.until-past");
            } else if (day(from()).filter(end.get()::isBefore).isPresent()) {
                refuse(errors, "until", "desk.agreement.until-early");
            }
        }
        return errors;
    }

    private static boolean isRecordable(LocalDate day) {
        return !day.isBefore(EARLIEST_IN_FORCE) && !day.isAfter(LATEST);
    }

    private static void refuse(Map<String, Objection> errors, String field, String key) {
        errors.putIfAbsent(field, new Objection(key, "", ""));
    }

    private static Optional<LocalDate> day(@Nullable String typed) {
        try {
            return typed == null || typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private String vendor() {
        return Objects.requireNonNull(vendorParty);
    }

    private String customer() {
        return Objects.requireNonNull(customerParty);
    }

    @Override
    public String signedOn() {
        return Objects.requireNonNull(signedOn);
    }

    @Override
    public String from() {
        return Objects.requireNonNull(from);
    }

    @Override
    public String until() {
        return Objects.requireNonNull(until);
    }

    /** Only without errors. */
    Particulars particulars(ZoneId zone) {
        return new Particulars(
                vendor(),
                customer(),
                day(signedOn).orElseThrow(),
                day(from).orElseThrow().atStartOfDay(zone).toInstant(),
                day(until)
                        .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())
                        .orElse(null));
    }
}
