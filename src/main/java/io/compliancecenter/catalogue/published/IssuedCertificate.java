package io.compliancecenter.catalogue.published;

import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as the vendor hands it in, before it has a version.
 *
 * @param certification code of its certification
 * @param validUntil the last day on which it is valid; null if it has no expiry date
 * @param fileName what a copy is called, ending in {@code .pdf}
 * @param sha256 of the stored bytes, in lower-case hexadecimal
 * @param size of the stored bytes
 * @param originalSha256 of the file as it was handed in, if its protection was removed; null if it is stored as handed in
 */
@Embeddable
public record IssuedCertificate(
        @Column(name = "certification_code", insertable = false, updatable = false)
        String certification,

        @Column(updatable = false) String issuer,
        @Column(updatable = false) LocalDate issuedOn,
        @Column(updatable = false) @Nullable LocalDate validUntil,
        @Column(updatable = false) String fileName,

        @Column(updatable = false) @Convert(converter = HexConverter.class)
        String sha256,

        @Column(updatable = false) int size,
        @Column(updatable = false) int pages,

        @Column(updatable = false) @Enumerated(EnumType.STRING)
        CopyKind copyKind,

        @Column(updatable = false) @Convert(converter = HexConverter.class) @Nullable
        String originalSha256) {

    /** Of the file as it was handed in. */
    public String fileSha256() {
        return originalSha256 == null ? sha256 : originalSha256;
    }

    /** As if the stored bytes had been handed in, as they are in a folder that was exported. */
    public IssuedCertificate asStored() {
        return new IssuedCertificate(
                certification, issuer, issuedOn, validUntil, fileName, sha256, size, pages, copyKind, null);
    }

    public PublishedDocument document() {
        return new PublishedDocument(
                pages, copyKind, originalSha256 == null ? null : new PublishedDocument.Stored(sha256, size));
    }

    /** Stores a hash as bytes. */
    @Converter
    static class HexConverter implements AttributeConverter<@Nullable String, byte @Nullable []> {

        @Override
        public byte @Nullable [] convertToDatabaseColumn(@Nullable String hash) {
            return hash == null ? null : HexFormat.of().parseHex(hash);
        }

        @Override
        public @Nullable String convertToEntityAttribute(byte @Nullable [] column) {
            return column == null ? null : HexFormat.of().formatHex(column);
        }
    }
}
