package io.compliancecenter.desk.imports;

import io.compliancecenter.desk.imports.ImportPreview.Change;
import io.compliancecenter.desk.imports.ImportPreview.Kind;
import io.compliancecenter.support.ListPage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page of an import.
 *
 * @param counts how many there are of each change; after the import, how many were made
 * @param errors those that are shown
 * @param errorCount how many there are
 * @param changes those on this page
 * @param changeCount how many there are on all pages
 * @param mailable how many would get a mail
 * @param mailed how many got one; null before the import
 * @param previous page of the changes; null on the first
 * @param next page of the changes; null on the last
 */
record ImportPage(
        UUID id,
        String fileName,
        String sha256,
        String plan,
        boolean applied,
        Map<String, Integer> counts,
        List<ImportError> errors,
        int errorCount,
        List<Change> changes,
        int changeCount,
        int mailable,
        @Nullable Integer mailed,
        @Nullable Integer previous,
        @Nullable Integer next) {

    static final int SIZE = 100;

    /** @param page of the changes; counts from 1 */
    static ImportPage of(ImportPreview preview, int page) {
        List<ImportError> errors = preview.allErrors();
        List<Change> changes = preview.effective();
        ListPage shown = ListPage.of(changes.size(), SIZE, page);
        return new ImportPage(
                preview.id(),
                preview.fileName(),
                preview.sha256(),
                preview.plan(),
                preview.result() != null,
                counts(preview),
                errors.subList(0, Math.min(errors.size(), SIZE)),
                errors.size(),
                shown.rowsOf(changes),
                changes.size(),
                preview.mailable(),
                preview.result() == null ? null : preview.result().get("MAILED"),
                shown.previous(),
                shown.next());
    }

    private static Map<String, Integer> counts(ImportPreview preview) {
        Map<String, Integer> counts = new java.util.LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            Integer count = preview.result() == null
                    ? preview.counts().get(kind)
                    : preview.result().get(kind.name());
            if (count != null) {
                counts.put(kind.name(), count);
            }
        }
        return counts;
    }

    /** Whether an import would change anything, or send mail. */
    public boolean isOfUse() {
        return changeCount > 0 || mailable > 0;
    }
}
