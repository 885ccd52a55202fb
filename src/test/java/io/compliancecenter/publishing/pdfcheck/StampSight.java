package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.publishing.pdfcheck.OddCopy.Size;
import io.compliancecenter.stamping.StampingTest;
import io.compliancecenter.testing.pdf.PdfViewer;
import io.compliancecenter.testing.pdf.RawPdf;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** Looks at copies in viewers, and compares them with stamped blank pages of the same sizes and with what was there before. */
final class StampSight {

    private static final int FOOTER_HEIGHT = 40;

    /** Of letters in the footer; the mark is brighter. */
    private static final int DARK = 160;

    /** In points. On smaller pages, letters are smaller than pixels. */
    private static final int LEGIBLE = 150;

    private final Set<Size> sizes = new LinkedHashSet<>();
    private final Map<PdfViewer, Map<Size, BufferedImage>> blank = new EnumMap<>(PdfViewer.class);

    private StampSight() {}

    static StampSight of(List<OddCopy> copies) {
        StampSight sight = new StampSight();
        copies.forEach(copy -> sight.sizes.addAll(copy.sizes()));
        return sight;
    }

    /**
     * What is wrong with a copy.
     *
     * @param everywhere look at it not only with PDFBox, but with all programs that are installed
     */
    List<String> problems(OddCopy copy, boolean everywhere) {
        List<String> problems = new ArrayList<>(problems(copy, PdfViewer.PDFBOX));
        if (everywhere) {
            for (PdfViewer viewer : PdfViewer.installed()) {
                if (viewer != PdfViewer.PDFBOX) {
                    problems.addAll(problems(copy, viewer));
                }
            }
            problems.addAll(PdfTools.problems(copy));
        }
        return problems;
    }

    private List<String> problems(OddCopy copy, PdfViewer viewer) {
        List<String> problems = new ArrayList<>();
        List<BufferedImage> after = render(viewer, copy.copy());
        List<BufferedImage> before = render(viewer, copy.source());
        if (after.isEmpty() && viewer == PdfViewer.PDFBOX) {
            // It stops at the first thing that it cannot read.
            return problems;
        }
        if (after.size() != copy.pages()) {
            problems.add("%s shows %d pages instead of %d".formatted(viewer, after.size(), copy.pages()));
            return problems;
        }
        if (before.size() > after.size()) {
            problems.add("%s showed %d pages before, and now %d".formatted(viewer, before.size(), after.size()));
        }
        List<Size> pages = copy.sizes();
        for (int page = 0; page < after.size(); page++) {
            Size size = pages.get(page);
            if (size.width() < LEGIBLE || size.height() < LEGIBLE) {
                continue;
            }
            BufferedImage image = after.get(page);
            if (image == null) {
                problems.add("%s cannot show page %d".formatted(viewer, page + 1));
                continue;
            }
            double seen = seen(image, blank(viewer, size));
            if (seen < (copy.hasLinkFrame() ? 0.9 : 0.97)) {
                problems.add("%s shows %.3f of the footer on page %d".formatted(viewer, seen, page + 1));
            }
            if (copy.isUnambiguous() && before.size() == after.size() && before.get(page) != null) {
                double lost = lost(before.get(page), image);
                if (lost > 0.3) {
                    problems.add("%s lost %.3f of the content on page %d".formatted(viewer, lost, page + 1));
                }
            }
        }
        return problems;
    }

    private static List<BufferedImage> render(PdfViewer viewer, byte[] pdf) {
        try {
            return viewer.render(pdf);
        } catch (AssertionError | RuntimeException nothing) {
            return List.of();
        }
    }

    private BufferedImage blank(PdfViewer viewer, Size size) {
        return blank.computeIfAbsent(viewer, this::blanks).get(size);
    }

    private Map<Size, BufferedImage> blanks(PdfViewer viewer) {
        StringBuilder kids = new StringBuilder();
        List<String> pages = new ArrayList<>();
        for (Size size : sizes) {
            pages.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /UserUnit %s >>"
                    .formatted(size.width(), size.height(), size.unit()));
            kids.append(pages.size() + 2).append(" 0 R ");
        }
        byte[] pdf = RawPdf.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Count " + pages.size() + " /Kids [" + kids + "] >>")
                .and(pages.toArray(String[]::new))
                .bytes();
        List<BufferedImage> images = viewer.render(StampingTest.stamp(pdf));
        Map<Size, BufferedImage> bySize = new HashMap<>();
        sizes.forEach(size -> bySize.put(size, images.get(bySize.size())));
        return bySize;
    }

    /** The part of the pixels in and around the letters of the footer that are as on a blank page. */
    private static double seen(BufferedImage image, BufferedImage blank) {
        int all = 0;
        int same = 0;
        for (int y = blank.getHeight() - FOOTER_HEIGHT; y < blank.getHeight(); y++) {
            for (int x = 0; x < blank.getWidth(); x++) {
                if (isAtLetter(blank, x, y)) {
                    all++;
                    same += Math.abs(gray(image, x, y) - gray(blank, x, y)) < 48 ? 1 : 0;
                }
            }
        }
        return (double) same / all;
    }

    private static boolean isAtLetter(BufferedImage blank, int x, int y) {
        for (int near = -1; near <= 1; near++) {
            if (gray(blank, x + near, y) < DARK) {
                return true;
            }
        }
        return false;
    }

    /** The part of the black pixels above the footer that are bright now; 0 if there are too few. */
    private static double lost(BufferedImage before, BufferedImage after) {
        if (before.getWidth() != after.getWidth() || before.getHeight() != after.getHeight()) {
            // A box that viewers read in different ways has become another one.
            return 0;
        }
        int black = 0;
        int lost = 0;
        for (int y = 0; y < before.getHeight() - FOOTER_HEIGHT; y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                if (gray(before, x, y) < 90) {
                    black++;
                    lost += gray(after, x, y) > 190 ? 1 : 0;
                }
            }
        }
        return black < 200 ? 0 : (double) lost / black;
    }

    private static int gray(BufferedImage image, int x, int y) {
        return x >= 0 && x < image.getWidth() && y < image.getHeight()
                ? image.getRaster().getSample(x, y, 0)
                : 255;
    }

    /**
     * What {@code qpdf} and {@code pdftotext} say, where they are installed. The words are in the order of the content: by their
     * places, a letter of the diagonal mark may be read within a word.
     */
    private static final class PdfTools {

        private static final boolean QPDF = isInstalled("qpdf", "--version");
        private static final boolean PDFTOTEXT = isInstalled("pdftotext", "-v");

        /** The exit status of qpdf for a file that it had to repair; 2 stands for one that it cannot read. */
        private static final int WARNINGS = 3;

        static List<String> problems(OddCopy copy) {
            try {
                Path directory = Files.createTempDirectory("odd-pdf");
                try {
                    Path before = Files.write(directory.resolve("before.pdf"), copy.source());
                    Path after = Files.write(directory.resolve("after.pdf"), copy.copy());
                    List<String> problems = new ArrayList<>();
                    if (QPDF) {
                        Result then = run("qpdf", "--check", before.toString());
                        Result now = run("qpdf", "--check", after.toString());
                        if (now.status() != 0 && (now.status() != WARNINGS || then.status() == 0)) {
                            problems.add("qpdf said %d before, and now %d: %s"
                                    .formatted(then.status(), now.status(), now.output()));
                        }
                    }
                    if (PDFTOTEXT && copy.isUnambiguous()) {
                        problems.addAll(new OddWords(copy.source())
                                        .lost(
                                                run("pdftotext", "-raw", before.toString(), "-")
                                                        .output(),
                                                run("pdftotext", "-raw", after.toString(), "-")
                                                        .output())
                                        .stream()
                                        .map(lost -> "poppler " + lost)
                                        .toList());
                    }
                    return problems;
                } finally {
                    FileSystemUtils.deleteRecursively(directory);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private record Result(int status, String output) {}

        private static Result run(String... command) throws IOException {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.onExit().join().exitValue(), output);
        }

        private static boolean isInstalled(String... command) {
            try {
                run(command);
                return true;
            } catch (IOException missing) {
                System.out.println("No odd PDF is looked at with " + command[0] + ", which is not installed");
                return false;
            }
        }
    }
}
