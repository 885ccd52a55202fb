package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.stamping.Stamping;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The other side of {@link PdfCheckProcess}. It says {@code ready}, and then one line for each file, in their order: the
 * number of its pages, its kind of copy, what was checked, its metadata, and a {@link PdfRefusal} of each {@link KeptContent} that it has; or
 * the refusal of the file.
 */
final class PdfCheckCommand {

    static final String READY = "ready";

    /** What each answer begins with. */
    static final String ANSWER = "answer: ";

    /** What a line begins with that names the part of a document that is tried next. */
    static final String PROGRESS = "progress: ";

    /** Between the refusals of an answer, which have none in them. */
    static final String SEPARATOR = "\t";

    /** What was checked is {@link PdfInspection#unprotectedCopyOf}, written in place of a protected file. */
    static final String UNPROTECTED = "unprotected";

    /** What was checked is the file itself. */
    static final String ORIGINAL = "original";

    private PdfCheckCommand() {}

    /**
     * Checks files.
     *
     * @param files their paths
     */
    public static void main(String[] files) {
        PrintStream answers = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        endWithParent();
        Stamping.prepareTrials();
        answers.println(ANSWER + READY);
        for (String file : files) {
            answers.println(ANSWER + check(Path.of(file), part -> answers.println(PROGRESS + part)));
        }
        answers.flush();
    }

    /** Whether the publisher wants the protection of a file removed, or something kept, is the parent's business. */
    private static String check(Path file, Consumer<String> progress) {
        try {
            return fit(PdfInspection.inspect(file, progress), ORIGINAL);
        } catch (RefusedPdfException refused) {
            if (refused.objection() != PdfObjection.PROTECTED) {
                return refused.refusal().format();
            }
        }
        try {
            return fit(PdfInspection.inspect(PdfInspection.removeProtection(file), progress), UNPROTECTED);
        } catch (RefusedPdfException refused) {
            return refused.refusal().format();
        }
    }

    private static String fit(InspectedPdf pdf, String what) {
        PublishedDocument document = pdf.document();
        String refusals = pdf.refusals().stream().map(PdfRefusal::format).collect(Collectors.joining(SEPARATOR));
        return document.pages() + " " + document.copyKind() + " " + what + " "
                + pdf.metadata().format() + " " + refusals;
    }

    /** The parent writes nothing; when it is gone, even if it was killed, this stream ends. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        Runtime.getRuntime().halt(System.in.read());
                    } catch (IOException gone) {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
