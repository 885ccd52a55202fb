package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.catalogue.rules.ValueFormat;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jspecify.annotations.Nullable;

/**
 * What a PDF says about itself in its document information dictionary (ISO 32000-1, 14.3.3). It may be anything, and is good for
 * proposals only.
 *
 * @param author a line of text; null if there is none, or it is something else
 * @param created the day, in the time zone of the document; null if it is unknown
 */
public record PdfMetadata(@Nullable String author, @Nullable LocalDate created) {

    /** Of a document that says nothing. */
    static final PdfMetadata NONE = new PdfMetadata(null, null);

    private static final String UNKNOWN = "-";

    static PdfMetadata of(PDDocument document) {
        PDDocumentInformation information = document.getDocumentInformation();
        Calendar created = information.getCreationDate();
        return new PdfMetadata(
                information.getAuthor(),
                created == null
                        ? null
                        : created.toInstant()
                                .atZone(created.getTimeZone().toZoneId())
                                .toLocalDate());
    }

    /** Two words without white space in them. */
    String format() {
        return (created == null ? UNKNOWN : created.toString()) + " "
                + (author == null || author.isBlank() ? UNKNOWN : URLEncoder.encode(author, StandardCharsets.UTF_8));
    }

    /** What can be used of the words that {@link #format} gives. */
    static PdfMetadata parse(String created, String author) {
        String name = URLDecoder.decode(author, StandardCharsets.UTF_8).strip();
        boolean usable = !name.equals(UNKNOWN) && TextRule.LINE.objection(name).isEmpty();
        Optional<LocalDate> day = created.equals(UNKNOWN) ? Optional.empty() : ValueFormat.DAY.parse(created);
        return new PdfMetadata(usable ? name : null, day.orElse(null));
    }
}
