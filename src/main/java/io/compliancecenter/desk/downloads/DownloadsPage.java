package io.compliancecenter.desk.downloads;

import io.compliancecenter.desk.downloads.Downloads.CertificateRow;
import io.compliancecenter.desk.downloads.Downloads.DownloadRow;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.web.TimeText;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of downloads.
 *
 * @param certificates choices of the filter
 * @param filter in the zone of days and times
 * @param csvAddress the same downloads as a file
 * @param newestAddress the first page; null on the first page
 * @param olderAddress the next page; null on the last page
 */
record DownloadsPage(
        List<Row> rows,
        List<Choice> certificates,
        DownloadsFilter filter,
        String csvAddress,
        @Nullable String newestAddress,
        @Nullable String olderAddress) {

    static final String PATH = "/desk/downloads";

    /** A certificate to choose. */
    record Choice(UUID value, String label, boolean chosen) {}

    /**
     * A permit.
     *
     * @param agreementSignedOn null if it is under an acceptance
     * @param deliveredAt null if no copy was sent
     */
    record Row(
            TimeText at,
            String name,
            String email,
            String organization,
            UUID organizationId,
            String certification,
            int version,
            String serial,
            @Nullable TimeText agreementSignedOn,
            @Nullable TimeText deliveredAt) {}

    /** @param found one row more than a page has, if there is another page */
    static DownloadsPage of(
            List<DownloadRow> found,
            List<CertificateRow> certificates,
            DownloadsFilter filter,
            @Nullable UUID before,
            Locale language) {
        List<DownloadRow> shown = found.subList(0, Math.min(DownloadsService.PAGE_SIZE, found.size()));
        return new DownloadsPage(
                shown.stream().map(row -> row(row, filter, language)).toList(),
                certificates.stream()
                        .map(row -> new Choice(
                                row.id(),
                                row.certification() + " · " + row.version(),
                                row.id().equals(filter.certificate())))
                        .toList(),
                filter,
                filter.on(PATH + ".csv", null),
                before == null ? null : filter.on(PATH, null),
                found.size() > shown.size()
                        ? filter.on(PATH, shown.get(shown.size() - 1).id())
                        : null);
    }

    private static Row row(DownloadRow row, DownloadsFilter filter, Locale language) {
        return new Row(
                TimeText.of(row.grantedAt(), language, filter.zone()),
                row.name(),
                row.email(),
                row.organization(),
                row.organizationId(),
                row.certification(),
                row.version(),
                Serial.of(row.serial()).toString(),
                row.agreementSignedOn() == null ? null : TimeText.of(row.agreementSignedOn(), language),
                TimeText.ofNullable(row.deliveredAt(), language, filter.zone()));
    }
}
