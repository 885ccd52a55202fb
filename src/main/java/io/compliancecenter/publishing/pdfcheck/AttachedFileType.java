package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.pdf.PackedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSStream;

/**
 * The types of attached files that do nothing by themselves. Names and bytes have to agree on one, so that no program hides behind
 * the name of a picture. Programs, scripts and archives are none of them; nor are PDFs, which would leave without a stamp.
 */
enum AttachedFileType {
    TEXT(Set.of("txt", "csv", "json"), AttachedFileType::isText),
    XML(Set.of("xml"), bytes -> isText(bytes) && !isShownByBrowsers(bytes)),
    PNG(Set.of("png"), bytes -> bytes.startsWith("\u0089PNG\r\n")),
    JPEG(Set.of("jpg", "jpeg"), bytes -> bytes.startsWith("\u00FF\u00D8\u00FF")),
    TIFF(Set.of("tif", "tiff"), bytes -> bytes.startsWith("II*\0") || bytes.startsWith("MM\0*")),

    /** Office programs run no macros in files with these names. */
    OFFICE(
            Set.of("xlsx", "docx", "pptx"),
            bytes -> bytes.startsWith("PK\u0003\u0004") && bytes.contains("[Content_Types].xml")),
    OPEN_DOCUMENT(
            Set.of("ods", "odt", "odp"),
            bytes -> bytes.startsWith("PK\u0003\u0004")
                    && bytes.contains("mimetypeapplication/vnd.oasis.opendocument")
                    && !bytes.contains("Basic/")
                    && !bytes.contains("Scripts/"));

    /** In bytes. */
    private static final int MAX_SIZE = 8 << 20;

    /** Without paths, streams of a file system, and characters that change how a name is shown. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cf}/\\\\:]+\\.(\\w+)");

    private final Set<String> extensions;
    private final Predicate<String> bytes;

    AttachedFileType(Set<String> extensions, Predicate<String> bytes) {
        this.extensions = extensions;
        this.bytes = bytes;
    }

    /** @param names of the file, for several systems */
    static boolean areHarmless(List<String> names, COSStream file) throws IOException {
        Set<String> extensions = names.stream().map(AttachedFileType::extension).collect(Collectors.toSet());
        for (AttachedFileType type : values()) {
            if (type.extensions.containsAll(extensions)) {
                try (InputStream in = PackedStream.open(file)) {
                    byte[] bytes = in.readNBytes(MAX_SIZE + 1);
                    return bytes.length <= MAX_SIZE && type.bytes.test(new String(bytes, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return false;
    }

    private static String extension(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** In UTF-8 or UTF-16, and neither a script nor a program. */
    private static boolean isText(String bytes) {
        boolean wide = bytes.startsWith("\u00FE\u00FF") || bytes.startsWith("\u00FF\u00FE");
        return (wide || bytes.indexOf(0) < 0) && !bytes.startsWith("#!") && !bytes.startsWith("MZ");
    }

    /** As a page or picture, whose scripts they run. */
    private static boolean isShownByBrowsers(String bytes) {
        String text = bytes.replace("\0", "").toLowerCase(Locale.ROOT);
        return text.contains("xml-stylesheet")
                || text.contains("www.w3.org/1999/xhtml")
                || text.contains("www.w3.org/2000/svg")
                || text.contains("<!entity");
    }
}
