package io.compliancecenter.desk.agreement;

import io.compliancecenter.desk.agreement.Agreements.AgreementRow;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An agreement, for a page or a list.
 *
 * @param paperSize null if there is no paper
 */
public record AgreementView(
        AgreementRow row,
        AgreementStatus status,
        TimeText signedOn,
        TimeText from,
        @Nullable TimeText until,
        @Nullable TimeText submittedAt,
        @Nullable TimeText approvedAt,
        @Nullable TimeText endedAt,
        @Nullable String paperSize) {

    static AgreementView of(AgreementRow row, Locale language, ZoneId zone) {
        return new AgreementView(
                row,
                AgreementStatus.valueOf(row.status()),
                TimeText.of(row.signedOn(), language),
                TimeText.of(row.inForceFrom(), language, zone),
                TimeText.ofNullableEnd(row.inForceUntil(), language, zone),
                TimeText.ofNullable(row.submittedAt(), language, zone),
                TimeText.ofNullable(row.approvedAt(), language, zone),
                TimeText.ofNullable(row.endedAt(), language, zone),
                row.paperSize() == null ? null : FileSize.text(row.paperSize(), language));
    }
}
