package io.compliancecenter.desk.downloads;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.downloads.Downloads.DownloadRow;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.support.CsvTable;
import io.compliancecenter.web.ReaderZone;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes the downloads as comma-separated values, latest first. It reads and writes in batches: no database connection is held
 * while the client reads, and only one batch is in memory.
 */
@Component
@ConditionalOnDesk
class DownloadsCsv {

    private static final int BATCH = 500;

    private static final List<String> HEADERS = List.of(
            "csv.downloaded-at",
            "csv.member",
            "csv.email",
            "csv.organization",
            "csv.organization-id",
            "csv.certification",
            "csv.certification-code",
            "csv.certificate-version",
            "csv.serial",
            "csv.delivered-at",
            "csv.permit",
            "csv.agreement-signed-on");

    private final DownloadsService downloads;
    private final MessageSource messages;

    DownloadsCsv(DownloadsService downloads, MessageSource messages) {
        this.downloads = downloads;
        this.messages = messages;
    }

    /** @param language of the headers */
    void write(DownloadsFilter filter, Locale language, OutputStream out) throws IOException {
        Object[] zone = {ReaderZone.name(filter.zone())};
        CsvTable table = new CsvTable(
                out,
                HEADERS.stream()
                        .map(key -> messages.getMessage(key, zone, language))
                        .toList());
        List<DownloadRow> batch;
        @Nullable UUID before = null;
        do {
            batch = downloads.latest(filter, before, BATCH);
            for (DownloadRow row : batch) {
                table.row(cells(row, filter));
                before = row.id();
            }
            table.flush();
        } while (batch.size() == BATCH);
    }

    private static List<String> cells(DownloadRow row, DownloadsFilter filter) {
        return Stream.of(
                        CsvTable.time(row.grantedAt(), filter.zone()),
                        row.name(),
                        row.email(),
                        row.organization(),
                        row.organizationId(),
                        row.certification(),
                        row.code(),
                        row.version(),
                        Serial.of(row.serial()),
                        CsvTable.time(row.deliveredAt(), filter.zone()),
                        row.id(),
                        row.agreementSignedOn() == null ? "" : row.agreementSignedOn())
                .map(Object::toString)
                .toList();
    }
}
