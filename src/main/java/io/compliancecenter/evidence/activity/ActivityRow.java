package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Facts;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry as the page shows it.
 *
 * @param certification empty if the entry names a certificate that there never was
 * @param distinction code and file of the certificate; empty if its name says which it is
 * @param detail message key of the last column's words
 * @param detailArguments what goes into them
 * @param acceptance of which there is a receipt; null if the entry has none
 */
record ActivityRow(
        long sequence,
        TimeText at,
        Badge kind,
        String memberName,
        String memberEmail,
        String certification,
        long certificateVersion,
        String distinction,
        String detail,
        List<Object> detailArguments,
        @Nullable String acceptance) {

    static ActivityRow of(EvidenceEntry entry, CertificateNames names, Locale reader, ZoneId zone) {
        Facts facts = Facts.of(entry.payload());
        EntryKind kind = EntryKind.of(entry.header().kind());
        return new ActivityRow(
                entry.header().sequence(),
                TimeText.of(entry.header().recordedAt(), reader, zone),
                kind.badge(),
                facts.text("member", "name"),
                facts.text("member", "email"),
                facts.text("certificate", "certificationName"),
                facts.number("certificate", "version"),
                names.distinction(facts),
                detail(kind, facts),
                arguments(kind, facts, reader),
                facts.text("acceptance").isEmpty() ? null : facts.text("acceptance"));
    }

    private static String detail(EntryKind kind, Facts facts) {
        return switch (kind) {
            case ACCEPTANCE -> "activity.detail.terms";
            case PERMIT -> "activity.detail.serial";
            case DELIVERY ->
                facts.text("delivery", "outcome").equals("finished")
                        ? "activity.detail.finished"
                        : "activity.detail.broken-off";
            case DENIAL -> DenialReasons.messageKey(facts.text("reason"));
        };
    }

    private static List<Object> arguments(EntryKind kind, Facts facts, Locale reader) {
        return switch (kind) {
            case ACCEPTANCE -> List.of(facts.text("terms", "version"));
            case PERMIT -> List.of(new Serial(facts.text("serial")).toString());
            case DELIVERY ->
                List.of(
                        FileSize.text(facts.number("delivery", "bytesSent"), reader),
                        FileSize.text(facts.number("delivery", "bytesAsked"), reader));
            case DENIAL -> List.of();
        };
    }
}
