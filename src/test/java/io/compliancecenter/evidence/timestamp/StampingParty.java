package io.compliancecenter.evidence.timestamp;

import io.compliancecenter.support.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;
import org.jspecify.annotations.Nullable;

/** Somebody with a certificate who makes timestamps, or issues certificates; as properly or improperly as a test wants. */
public final class StampingParty {

    /** When the certificates that are made here begin to be valid. */
    static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    /** How long they are: the middle of it is after all that is stamped. */
    static final Duration VALIDITY = Duration.ofDays(36_500);

    private final KeyPair key;
    private final X509CertificateHolder certificate;
    private final @Nullable StampingParty issuer;

    private StampingParty(KeyPair key, X509CertificateHolder certificate, @Nullable StampingParty issuer) {
        this.key = key;
        this.certificate = certificate;
        this.issuer = issuer;
    }

    /** An authority whom only those trust who were given its certificate. */
    public static StampingParty root(String name) throws Exception {
        return make(name, null, true, null, false);
    }

    /** An authority below this one. */
    StampingParty intermediate(String name) throws Exception {
        return make(name, this, true, null, false);
    }

    /** One that makes timestamps. */
    public StampingParty stamper(String name) throws Exception {
        return make(name, this, false, KeyPurposeId.id_kp_timeStamping, true);
    }

    /** One whose certificate is for that purpose, which may be another one. */
    StampingParty stamper(String name, KeyPurposeId purpose, boolean critical) throws Exception {
        return make(name, this, false, purpose, critical);
    }

    private static StampingParty make(
            String name,
            @Nullable StampingParty issuer,
            boolean authority,
            @Nullable KeyPurposeId purpose,
            boolean critical)
            throws Exception {
        // Made in no time, where a key for RSA takes half a second. TestAuthority has those.
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        X500Name subject = new X500Name("O=Test,CN=" + name);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer == null ? subject : issuer.certificate.getSubject(),
                new BigInteger(64, new Random(name.hashCode())),
                Date.from(BEGINNING),
                Date.from(BEGINNING.plus(VALIDITY)),
                subject,
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (authority) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        }
        if (purpose != null) {
            builder.addExtension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purpose));
        }
        return new StampingParty(
                key,
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build((issuer == null ? key : issuer.key).getPrivate())),
                issuer);
    }

    /** A timestamp with the certificates up to the root, but for the root's own. */
    public byte[] stamp(byte[] signature, Instant time) throws Exception {
        return stamp(signature, time, certificate);
    }

    /** A timestamp that names a certificate, which may be another one than it is signed with. */
    byte[] stamp(byte[] signature, Instant time, X509CertificateHolder named) throws Exception {
        TSTInfo info = new TSTInfo(
                new ASN1ObjectIdentifier("1.2.3.4.1"),
                new MessageImprint(
                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
                        Sha256.digest().digest(signature)),
                new ASN1Integer(42),
                new ASN1GeneralizedTime(Date.from(time)),
                null,
                null,
                null,
                null,
                null);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(named.getEncoded());
        Attribute signingCertificate = new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))));
        Attribute signingTime =
                new Attribute(PKCSObjectIdentifiers.pkcs_9_at_signingTime, new DERSet(new Time(Date.from(time))));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(
                        new AttributeTable(new DERSet(new ASN1Encodable[] {signingCertificate, signingTime}))))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()), certificate));
        generator.addCertificates(new CollectionStore<>(
                issuer == null || issuer.issuer == null
                        ? List.of(certificate)
                        : List.of(certificate, issuer.certificate)));
        return generator
                .generate(new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded()), true)
                .getEncoded();
    }

    X509CertificateHolder certificate() {
        return certificate;
    }

    /** Writes the certificate to a file, in PEM. */
    public Path save(Path file) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** In the middle of the certificates' validity. */
    public static Instant anHourWhenValid() {
        return BEGINNING.plus(VALIDITY.dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
    }
}
