package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks PDFs in a process of its own, with little memory and limited time, since loading a hostile one can take any amount
 * of both. A file that exhausts them is refused and its process is killed; the next file gets a new one.
 */
public final class PdfChecks {

    /** In bytes: the largest certificate. */
    public static final int MAX_SIZE = 25 << 20;

    /** How long the check of one PDF may take, where it is not configured. */
    public static final String DEFAULT_TIMEOUT = "30s";

    /** As many as a command line surely takes. */
    private static final int AT_ONCE = 100;

    private final Duration timeout;

    /** @param timeout for one file */
    public PdfChecks(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Checks files.
     *
     * @return the results, in the order of the files
     * @throws IOException if the process cannot be started, which says nothing about the files
     */
    public List<CheckedPdf> check(List<Path> files) throws IOException {
        List<CheckedPdf> checked = new ArrayList<>();
        while (checked.size() < files.size()) {
            List<Path> next = files.subList(checked.size(), Math.min(files.size(), checked.size() + AT_ONCE));
            checked.addAll(checkInOneProcess(next));
        }
        return checked;
    }

    /** Checks the first of the files: all of them, or those up to one that ends the process. */
    private List<CheckedPdf> checkInOneProcess(List<Path> files) throws IOException {
        List<CheckedPdf> checked = new ArrayList<>();
        try (PdfCheckProcess process = PdfCheckProcess.start(files)) {
            while (checked.size() < files.size()) {
                String answer = process.answer(timeout);
                if (answer.isEmpty() && process.ranOutOfMemory() && !checked.isEmpty()) {
                    // The files before it have left something in memory, such as fonts. It is checked again without
                    // them.
                    break;
                }
                if (answer.isEmpty()) {
                    checked.add(CheckedPdf.refused(process.objection(timeout)));
                    break;
                }
                checked.add(read(answer, files.get(checked.size())));
            }
        }
        return checked;
    }

    private static CheckedPdf read(String answer, Path file) {
        if (!Character.isDigit(answer.charAt(0))) {
            return CheckedPdf.refused(PdfRefusal.parse(answer).sentence());
        }
        String[] words = answer.split(" ", 6);
        PublishedDocument document = new PublishedDocument(Integer.parseInt(words[0]), CopyKind.valueOf(words[1]));
        boolean unprotected = words[2].equals(PdfCheckCommand.UNPROTECTED);
        return new CheckedPdf(
                document,
                PdfMetadata.parse(words[3], words[4]),
                "",
                unlessKept(words[5]),
                unprotected ? PdfInspection.unprotectedCopyOf(file) : null);
    }

    private static Map<KeptContent, String> unlessKept(String refusals) {
        return Stream.of(refusals.split(PdfCheckCommand.SEPARATOR))
                .filter(refusal -> !refusal.isEmpty())
                .map(PdfRefusal::parse)
                .collect(Collectors.toMap(
                        refusal -> KeptContent.against(refusal.objection()),
                        PdfRefusal::sentence,
                        (one, other) -> one,
                        () -> new EnumMap<>(KeptContent.class)));
    }
}
