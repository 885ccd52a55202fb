package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.testing.RsaKeys;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.util.Date;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.ProtectionPolicy;
import org.apache.pdfbox.pdmodel.encryption.PublicKeyProtectionPolicy;
import org.apache.pdfbox.pdmodel.encryption.PublicKeyRecipient;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes PDFs, good ones and others. */
public final class TestPdfs {

    private TestPdfs() {}

    /** Changes a document before it is written. */
    interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** A PDF of one page with that text, so that each text gives other bytes. */
    public static byte[] page(String text) {
        return with(document -> {
            try (PDPageContentStream content = new PDPageContentStream(document, document.getPage(0))) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 720);
                content.showText(text);
                content.endText();
            }
        });
    }

    /** A PDF of one page, changed. */
    static byte[] with(Change change) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.setDocumentId(1L);
            change.to(document);
            document.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The same PDF, encrypted; with an empty password anybody can open it, but nobody may change it. */
    public static byte[] encrypted(String userPassword, byte[] pdf) {
        AccessPermission readOnly = new AccessPermission();
        readOnly.setCanModify(false);
        StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", userPassword, readOnly);
        policy.setEncryptionKeyLength(256);
        return protectedBy(policy, pdf);
    }

    /** A PDF that only the holder of a certificate can open. */
    static byte[] encryptedForARecipient() throws Exception {
        KeyPair key = RsaKeys.next();
        X500Name name = new X500Name("CN=Recipient");
        PublicKeyRecipient recipient = new PublicKeyRecipient();
        recipient.setPermission(new AccessPermission());
        recipient.setX509(new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name, BigInteger.ONE, new Date(0), new Date(1L << 42), name, key.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate()))));
        PublicKeyProtectionPolicy policy = new PublicKeyProtectionPolicy();
        policy.addRecipient(recipient);
        policy.setEncryptionKeyLength(128);
        Security.addProvider(new BouncyCastleProvider());
        try {
            return protectedBy(policy, page("For one reader"));
        } finally {
            Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
    }

    /** The same PDF with a signature over its bytes, which are any. */
    public static byte[] signed(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            document.addSignature(signature, content -> new byte[] {0x30, 0});
            document.saveIncremental(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] protectedBy(ProtectionPolicy policy, byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.protect(policy);
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] pages(int count) {
        return with(document -> {
            for (int page = 1; page < count; page++) {
                document.addPage(new PDPage());
            }
        });
    }

    /** About a thousandth of that size, in the content of its page. */
    static byte[] contentThatUnpacksTo(int mebibytes) {
        return with(document -> {
            COSStream content = new COSStream();
            content.setItem(COSName.FILTER, COSName.FLATE_DECODE);
            try (OutputStream raw = content.createRawOutputStream()) {
                raw.write(Pdfs.deflatedSpaces(mebibytes));
            }
            document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, content);
        });
    }

    /** About a thousandth of that size, and PDFBox unpacks it while it loads: a stream that holds objects. */
    public static byte[] objectsThatUnpackTo(int mebibytes) throws IOException {
        byte[] packed = Pdfs.deflatedSpaces(mebibytes);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        write(pdf, "%PDF-1.5\n");
        int catalog = pdf.size();
        write(pdf, "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
        int objects = pdf.size();
        write(
                pdf,
                "3 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length " + packed.length
                        + " >>\nstream\n");
        pdf.write(packed);
        write(pdf, "\nendstream\nendobj\n");
        int xref = pdf.size();
        byte[] entries = {
            0, 0, 0, 0, 0, (byte) 255, 1, 0, 0, 0, (byte) catalog, 0, 2, 0, 0, 0, 3, 0, 1, 0, 0, 0, (byte) objects, 0,
        };
        write(
                pdf,
                "4 0 obj\n<< /Type /XRef /Size 4 /W [1 4 1] /Root 1 0 R /Length " + entries.length + " >>\nstream\n");
        pdf.write(entries);
        write(pdf, "\nendstream\nendobj\nstartxref\n" + xref + "\n%%EOF\n");
        return pdf.toByteArray();
    }

    private static void write(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Path write(Path directory, byte[] bytes) {
        try {
            return Files.write(Files.createTempFile(directory, "test ", ".pdf"), bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A PDF with these objects, the first of which is the catalog. */
    static byte[] of(String... objects) {
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        StringBuilder xref = new StringBuilder("xref\n0 " + (objects.length + 1) + "\n0000000000 65535 f \n");
        for (int object = 0; object < objects.length; object++) {
            xref.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(object + 1).append(" 0 obj\n").append(objects[object]).append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append(xref)
                .append("trailer\n<< /Size ")
                .append(objects.length + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
