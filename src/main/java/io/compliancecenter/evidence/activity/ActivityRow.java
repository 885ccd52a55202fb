package io.compliancecenter.evidence.activity;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.MemberAddress;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.SignInText;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * A row of the activity page.
 *
 * @param certification empty if the entry is not about a certificate, or about one that never existed
 * @param certificateUnknown whether the entry names a certificate that never existed
 * @param distinction code and file of the certificate; empty if its name is unique
 * @param detail text of the last column
 * @param signIn how the person who agreed had signed in; null for other entries
 * @param agreement text about the agreement signed on paper that allowed the download; null for other entries
 * @param receipt id of the acceptance, or of the permit under an agreement, to link a receipt of; null if there is none
 */
record ActivityRow(
        long sequence,
        TimeText at,
        Badge kind,
        String memberName,
        String memberEmail,
        String certification,
        long certificateVersion,
        boolean certificateUnknown,
        String distinction,
        String detail,
        @Nullable String signIn,
        @Nullable String agreement,
        @Nullable String receipt) {

    static ActivityRow of(
            Activity.Entry entry, CertificateNames names, MessageSource messages, Locale reader, ZoneId zone) {
        Payload payload = Payload.parse(entry.payload());
        EntryKind kind = entry.kind();
        return new ActivityRow(
                entry.idSequence(),
                TimeText.of(entry.recordedAt(), reader, zone),
                kind.badge(),
                payload.text("member", "name"),
                MemberAddress.of(payload, messages, reader),
                payload.text("certificate", "certificationName"),
                payload.number("certificate", "version"),
                isCertificateUnknown(payload),
                names.distinction(payload),
                detail(kind, payload, messages, reader),
                kind == EntryKind.ACCEPTANCE ? new SignInText(messages, reader, zone).full(payload) : null,
                kind == EntryKind.PERMIT && isUnderAgreement(payload)
                        ? messages.getMessage("agreement.under", new Object[] {signedOn(payload, reader)}, reader)
                        : null,
                receipt(kind, payload));
    }

    private static @Nullable String receipt(EntryKind kind, Payload payload) {
        if (kind == EntryKind.PERMIT && isUnderAgreement(payload)) {
            return payload.text("permit");
        }
        return payload.text("acceptance").isEmpty() ? null : payload.text("acceptance");
    }

    /** Whether the entry names an agreement that was signed on paper. */
    private static boolean isUnderAgreement(Payload payload) {
        return !payload.text("agreement", "id").isEmpty();
    }

    private static String signedOn(Payload payload, Locale reader) {
        return TimeText.of(LocalDate.parse(payload.text("agreement", "signedOn")), reader)
                .text();
    }

    private static boolean isCertificateUnknown(Payload payload) {
        return !payload.text("certificate", "id").isEmpty()
                && payload.text("certificate", "certificationName").isEmpty();
    }

    private static String detail(EntryKind kind, Payload payload, MessageSource messages, Locale reader) {
        return messages.getMessage(
                switch (kind) {
                    case ACCEPTANCE -> message("activity.detail.terms", payload.text("terms", "version"));
                    case PERMIT -> message("activity.detail.serial", new Serial(payload.text("serial")).toString());
                    case DELIVERY ->
                        message(
                                payload.text("delivery", "outcome").equals("finished")
                                        ? "activity.detail.finished"
                                        : "activity.detail.broken-off",
                                FileSize.text(payload.number("delivery", "bytesSent"), reader),
                                FileSize.text(payload.number("delivery", "bytesAsked"), reader));
                    case DENIAL -> denial(payload.text("reason"));
                    case CERTIFICATE_REQUESTED, REQUEST_GRANTED, REQUEST_DECLINED -> request(kind, payload);
                    case GRANT_ENDED -> message("activity.detail.grant-ended");
                    case AGREEMENT_APPROVED, AGREEMENT_ENDED -> agreement(payload, reader);
                    default -> MemberChangeText.of(kind, payload);
                },
                reader);
    }

    static MessageSourceResolvable message(String key, Object... arguments) {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }

    /** What was asked for, or answered. */
    static MessageSourceResolvable request(EntryKind kind, Payload payload) {
        return switch (kind) {
            case CERTIFICATE_REQUESTED -> message("activity.detail.request", payload.text("reason"));
            case REQUEST_GRANTED -> message("activity.detail.request.until", minute(payload.text("until")));
            default -> message("activity.detail.request", payload.text("answer"));
        };
    }

    /** An agreement that was signed on paper. */
    static MessageSourceResolvable agreement(Payload payload, Locale reader) {
        return message(
                "activity.detail.agreement",
                signedOn(payload, reader),
                payload.text("agreement", "vendorParty"),
                payload.text("agreement", "customerParty"));
    }

    /** A time of the record, to the minute. */
    private static String minute(String time) {
        int end = "2026-12-31T23:59".length();
        return time.length() < end ? time : time.substring(0, end).replace('T', ' ') + " UTC";
    }

    /** @param reason a later version of the application may have recorded one that has no message here */
    static MessageSourceResolvable denial(String reason) {
        return new DefaultMessageSourceResolvable(new String[] {"activity.denied." + reason, "activity.denied.other"});
    }
}
