package io.compliancecenter.specimens;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** A specimen document: its cover and the pages after it. */
record Specimen(Cover cover, Body body) {

    String fileName() {
        return cover.issue().fileName();
    }

    /** The file. The same specimen always gives the same bytes. */
    byte[] toPdf() {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            pdf.setDocumentId(cover.issue().issuedOn().toEpochDay());
            describe(pdf);
            try (Report report = new Report(pdf, cover)) {
                body.writeTo(report);
                report.finish();
            }
            pdf.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + fileName(), e);
        }
    }

    private void describe(PDDocument pdf) {
        Calendar issued = GregorianCalendar.from(cover.issue().issuedOn().atStartOfDay(ZoneOffset.UTC));
        PDDocumentInformation information = pdf.getDocumentInformation();
        information.setTitle(cover.title() + " (specimen)");
        information.setAuthor(cover.issuer());
        information.setSubject(Cover.NOTICE);
        information.setCreationDate(issued);
        information.setModificationDate(issued);
        pdf.getDocumentCatalog().setLanguage("en-GB");
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        pdf.getDocumentCatalog().setViewerPreferences(preferences);
    }

    /** The pages after the cover. */
    @FunctionalInterface
    interface Body {
        void writeTo(Report report) throws IOException;
    }
}
