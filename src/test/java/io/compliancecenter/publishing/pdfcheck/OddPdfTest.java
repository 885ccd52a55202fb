package io.compliancecenter.publishing.pdfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.stamping.StampingTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each of many odd PDFs is refused with the place and the cause, or its copy shows the stamp on every page and still is what it
 * was before. A failure names seeds: {@code -Dodd-pdfs.seed=… -Dodd-pdfs.count=1} makes such a PDF again, alone. With
 * {@code -Dodd-pdfs.count=3000} there are more, and all of them are looked at in every viewer.
 */
class OddPdfTest {

    private static final long SEED = Long.getLong("odd-pdfs.seed", 20261124);
    private static final int COUNT = Integer.getInteger("odd-pdfs.count", 100);

    /** Of those that are stamped, the others are looked at with PDFBox only: each viewer is a process of its own. */
    private static final int EVERY = System.getProperty("odd-pdfs.count") == null ? 5 : 1;

    private static final int AT_ONCE = 100;

    private static final Path KEPT = Path.of("target", "odd-pdfs");

    @TempDir
    Path directory;

    private final Map<Long, String> faults = new TreeMap<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void eachIsRefusedForAReasonOrStampedForAllViewers() throws IOException {
        for (int first = 0; first < COUNT; first += AT_ONCE) {
            List<OddCopy> copies = new ArrayList<>();
            for (int number = first; number < Math.min(COUNT, first + AT_ONCE); number++) {
                publish(SEED + number, copies);
            }
            StampSight sight = StampSight.of(copies);
            for (int index = 0; index < copies.size(); index++) {
                OddCopy copy = copies.get(index);
                List<String> problems = new ArrayList<>(copy.problems());
                problems.addAll(sight.problems(copy, index % EVERY == 0));
                if (!problems.isEmpty()) {
                    fault(copy.seed(), String.join("; ", problems));
                    Files.write(KEPT.resolve(copy.seed() + "-copy.pdf"), copy.copy());
                }
            }
        }
        System.out.println("Odd PDFs: " + outcomes);
        faults.forEach((seed, fault) -> System.out.println("Odd PDF " + seed + ": " + fault));
        assertThat(faults).as("odd PDFs by seed, kept in %s", KEPT).isEmpty();
        // So that neither is forgotten
        assertThat(outcomes.getOrDefault("stamped", 0)).isBetween(COUNT / 2, COUNT * 9 / 10);
    }

    private void publish(long seed, List<OddCopy> copies) throws IOException {
        byte[] pdf = OddPdf.of(seed);
        try {
            InspectedPdf inspected = PdfInspection.inspect(TestPdfs.write(directory, pdf), part -> {});
            byte[] copy = StampingTest.stamp(pdf);
            copies.add(new OddCopy(seed, pdf, copy, inspected.document().pages()));
            outcomes.merge("stamped", 1, Integer::sum);
        } catch (RefusedPdfException refused) {
            String why = refused.refusal().sentence();
            outcomes.merge(refused.objection() + ": " + why.replaceAll("\\d+", "N"), 1, Integer::sum);
            if (refused.objection() == PdfObjection.CANNOT_BE_STAMPED
                    || !why.matches("(?s).*([Pp]age|object) \\d+.*;.+")) {
                fault(seed, "refused without place, cause or advice: " + why);
            }
        } catch (RuntimeException | StackOverflowError failure) {
            fault(seed, "fails: " + failure);
        }
    }

    private void fault(long seed, String what) throws IOException {
        faults.put(seed, what);
        Files.write(Files.createDirectories(KEPT).resolve(seed + ".pdf"), OddPdf.of(seed));
    }
}
