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
 * @param detail the last column
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
        Detail detail,
        @Nullable String acceptance) {

    /** A message key and its arguments. */
    record Detail(String key, List<Object> arguments) {

        Detail(String key, Object... arguments) {
            this(key, List.of(arguments));
        }
    }

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
                detail(kind, payload, reader),
                payload.text("acceptance").isEmpty() ? null : payload.text("acceptance"));
    }

    private static Detail detail(EntryKind kind, Payload payload, Locale reader) {
        return switch (kind) {
            case ACCEPTANCE -> new Detail("activity.detail.terms", payload.text("terms", "version"));
            case PERMIT -> new Detail("activity.detail.serial", new Serial(payload.text("serial")).toString());
            case DELIVERY ->
                new Detail(
                        payload.text("delivery", "outcome").equals("finished")
                                ? "activity.detail.finished"
                                : "activity.detail.broken-off",
                        FileSize.text(payload.number("delivery", "bytesSent"), reader),
                        FileSize.text(payload.number("delivery", "bytesAsked"), reader));
            case DENIAL -> new Detail(DenialReasons.messageKey(payload.text("reason")));
        };
    }
}
