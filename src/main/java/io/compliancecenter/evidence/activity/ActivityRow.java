package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the activity page.
 *
 * @param certification empty if the entry names a certificate that never existed
 * @param distinction code and file of the certificate; empty if its name is unique
 * @param detail message key of the last column
 * @param detailArguments the message's arguments
 * @param acceptance id of the acceptance to link a receipt of; null if there is none
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

    static ActivityRow of(ActivityEntry entry, CertificateNames names, Locale reader, ZoneId zone) {
        Payload payload = Payload.parse(entry.payload());
        EntryKind kind = entry.kind();
        return new ActivityRow(
                entry.sequence(),
                TimeText.of(entry.recordedAt(), reader, zone),
                kind.badge(),
                payload.text("member", "name"),
                payload.text("member", "email"),
                payload.text("certificate", "certificationName"),
                payload.number("certificate", "version"),
                names.distinction(payload),
                detail(kind, payload),
                arguments(kind, payload, reader),
                payload.text("acceptance").isEmpty() ? null : payload.text("acceptance"));
    }

    private static String detail(EntryKind kind, Payload payload) {
        return switch (kind) {
            case ACCEPTANCE -> "activity.detail.terms";
            case PERMIT -> "activity.detail.serial";
            case DELIVERY ->
                payload.text("delivery", "outcome").equals("finished")
                        ? "activity.detail.finished"
                        : "activity.detail.broken-off";
            case DENIAL -> DenialReasons.messageKey(payload.text("reason"));
        };
    }

    private static List<Object> arguments(EntryKind kind, Payload payload, Locale reader) {
        return switch (kind) {
            case ACCEPTANCE -> List.of(payload.text("terms", "version"));
            case PERMIT -> List.of(new Serial(payload.text("serial")).toString());
            case DELIVERY ->
                List.of(
                        FileSize.text(payload.number("delivery", "bytesSent"), reader),
                        FileSize.text(payload.number("delivery", "bytesAsked"), reader));
            case DENIAL -> List.of();
        };
    }
}
