package io.compliancecenter.provisioning;

import io.compliancecenter.catalogue.PublishedDocument;
import io.compliancecenter.download.Stamping;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The other side of {@link PdfCheckProcess}. It says {@code ready}, and then one line for each file, in their order: the
 * number of its pages and its kind of copy, or the name of the objection. Nothing that a file holds gets into these lines.
 */
public final class PdfCheckCommand {

    public static final String NAME = "check-pdfs";
    static final String READY = "ready";

    /** What each answer begins with. */
    static final String ANSWER = "answer: ";

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
        Stamping.warmUp();
        answers.println(ANSWER + READY);
        for (String file : files) {
            answers.println(ANSWER + check(Path.of(file)));
        }
        answers.flush();
    }

    private static String check(Path file) {
        try {
            PublishedDocument document = PdfInspection.inspect(file);
            return document.pages() + " " + document.copyKind();
        } catch (RefusedPdfException refused) {
            return refused.objection().name();
        }
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
