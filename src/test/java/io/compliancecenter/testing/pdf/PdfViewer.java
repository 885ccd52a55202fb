package io.compliancecenter.testing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.springframework.util.FileSystemUtils;

/** Renders the pages of a PDF in gray at 72 dots per inch. */
public enum PdfViewer {
    PDFBOX,

    /** {@code poppler-utils} */
    POPPLER("pdftoppm", "-v") {
        @Override
        List<String> command(Path pdf, Path directory) {
            return List.of("pdftoppm", "-cropbox", "-r", "72", "-gray", "-png", pdf.toString(), directory + "/page");
        }
    },

    /** {@code mupdf-tools} */
    MUPDF("mutool", "-v") {
        @Override
        List<String> command(Path pdf, Path directory) {
            return List.of(
                    "mutool",
                    "draw",
                    "-q",
                    "-r",
                    "72",
                    "-c",
                    "gray",
                    "-o",
                    directory + "/page-%04d.png",
                    pdf.toString());
        }
    };

    /** Some boxes of pages keep MuPDF busy for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final boolean installed;

    PdfViewer(String... version) {
        installed = version.length == 0 || runs(version);
        if (!installed) {
            System.out.println("No PDF is looked at with " + version[0] + ", which is not installed");
        }
    }

    /** Those that people use, as far as this machine has them; else PDFBox. */
    public static List<PdfViewer> installed() {
        List<PdfViewer> installed =
                Stream.of(POPPLER, MUPDF).filter(viewer -> viewer.installed).toList();
        return installed.isEmpty() ? List.of(PDFBOX) : installed;
    }

    /** The pages as images. */
    public List<BufferedImage> render(byte[] pdf) {
        try {
            Path directory = Files.createTempDirectory("viewer");
            try {
                return this == PDFBOX ? renderHere(pdf) : renderThere(pdf, directory);
            } finally {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> command(Path pdf, Path directory) {
        throw new UnsupportedOperationException();
    }

    private List<BufferedImage> renderThere(byte[] pdf, Path directory) throws IOException {
        Path file = Files.write(directory.resolve("it.pdf"), pdf);
        Process process = start(command(file, directory));
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        String said = new String(process.getInputStream().readAllBytes());
        end.cancel(false);
        List<BufferedImage> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path page : files.filter(path -> path.toString().endsWith(".png"))
                    .sorted()
                    .toList()) {
                pages.add(ImageIO.read(page.toFile()));
            }
        }
        assertThat(pages).as("%s: %s", this, said).isNotEmpty();
        return pages;
    }

    private static List<BufferedImage> renderHere(byte[] pdf) throws IOException {
        List<BufferedImage> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                pages.add(renderer.renderImage(page, 1, ImageType.GRAY));
            }
        }
        return pages;
    }

    private static boolean runs(String... command) {
        try {
            Process process = start(List.of(command));
            process.getInputStream().readAllBytes();
            return true;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
