package io.compliancecenter.desk.purge;

import io.compliancecenter.desk.purge.WithdrawnCertificates.Row;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawn certificate, as pages show it.
 *
 * @param requestedAt null while nobody has asked to purge it
 * @param decidedAt null until it is purged
 */
record WithdrawnView(
        Row row,
        PurgeState state,
        String size,
        TimeText withdrawnAt,
        @Nullable TimeText requestedAt,
        @Nullable TimeText decidedAt) {

    static WithdrawnView of(Row row, Locale language, ZoneId zone) {
        return new WithdrawnView(
                row,
                PurgeState.valueOf(row.state()),
                FileSize.text(row.size(), language),
                TimeText.of(row.withdrawnAt(), language, zone),
                TimeText.ofNullable(row.requestedAt(), language, zone),
                TimeText.ofNullable(row.decidedAt(), language, zone));
    }
}
