package io.compliancecenter.desk.agreement;

import io.compliancecenter.desk.agreement.Agreements.PaperPurgeRow;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The purge of a paper, for the page of its agreement.
 *
 * @param decidedAt null until it is confirmed
 */
record PaperPurgeView(
        PaperPurgeRow row,
        String size,
        TimeText requestedAt,
        @Nullable TimeText decidedAt) {

    static PaperPurgeView of(PaperPurgeRow row, Locale language, ZoneId zone) {
        return new PaperPurgeView(
                row,
                FileSize.text(row.size(), language),
                TimeText.of(row.requestedAt(), language, zone),
                TimeText.ofNullable(row.decidedAt(), language, zone));
    }

    /** Whether the paper is gone. */
    public boolean isDone() {
        return decidedAt != null;
    }
}
