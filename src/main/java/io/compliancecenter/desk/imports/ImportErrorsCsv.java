package io.compliancecenter.desk.imports;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.support.CsvTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes all that is wrong with a file, as comma-separated values. */
@Component
@ConditionalOnDesk
class ImportErrorsCsv {

    private final MessageSource messages;

    ImportErrorsCsv(MessageSource messages) {
        this.messages = messages;
    }

    void write(List<ImportError> errors, Locale language, OutputStream out) throws IOException {
        CsvTable table = new CsvTable(
                out,
                List.of(
                        text("desk.import.line", language),
                        text("desk.import.column", language),
                        text("desk.import.error", language)));
        for (ImportError error : errors) {
            table.row(List.of(
                    String.valueOf(error.line()),
                    error.field(),
                    text("desk.import.problem." + error.problem(), language, error.value())));
        }
        table.flush();
    }

    private String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
