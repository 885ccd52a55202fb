package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.PublishedCertificate;
import io.compliancecenter.catalogue.PublishedDocument.CopyKind;
import io.compliancecenter.download.DownloadProperties;
import io.compliancecenter.download.gate.DownloadPermit;
import io.compliancecenter.stamping.CopyStamp;
import io.compliancecenter.stamping.Stamping;
import io.compliancecenter.stamping.StampingPlan;
import io.compliancecenter.stamping.StampingPlans;
import io.compliancecenter.support.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Prepares copies, only a few at a time, because stamping takes memory and processor time. */
@Component
class Copies {

    private static final Logger log = LoggerFactory.getLogger(Copies.class);

    private static final long MAX_WAIT_SECONDS = 5;

    private static final String PDF = ".pdf";

    private final DocumentStore documents;
    private final Semaphore places;
    private final StampingPlans plans = new StampingPlans();

    Copies(DocumentStore documents, DownloadProperties properties) {
        this.documents = documents;
        this.places = new Semaphore(properties.concurrentCopies(), true);
    }

    /**
     * Reads the document and stamps it. No database connection is held while it is stamped.
     *
     * @return the copy; the caller closes it
     * @throws CopiesBusyException if too many copies are being prepared
     * @throws DocumentAlteredException if the stored bytes differ from those that were published
     * @throws SpoolingFailedException if the copy cannot be written, as on a full disk
     * @throws org.springframework.dao.DataAccessException if the database refuses the permit or is unavailable
     */
    Copy prepare(DownloadPermit permit, PublishedCertificate certificate) {
        acquirePlace();
        try {
            SpooledFile document = documents.read(permit.id(), certificate);
            if (permit.copyKind() == CopyKind.UNTOUCHED) {
                return new Copy(document, certificate.size(), certificate.sha256(), fileName(certificate, permit));
            }
            try {
                return stamped(document, permit, certificate);
            } finally {
                document.discard();
            }
        } catch (SpoolingFailedException failure) {
            log.error("{}: {}", failure.getMessage(), String.valueOf(failure.getCause()));
            throw failure;
        } finally {
            places.release();
        }
    }

    private void acquirePlace() {
        try {
            if (!places.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new CopiesBusyException();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CopiesBusyException();
        }
    }

    private Copy stamped(SpooledFile document, DownloadPermit permit, PublishedCertificate certificate) {
        SpooledFile copy = null;
        boolean complete = false;
        try {
            StampingPlan plan = plans.of(certificate.sha256(), document.asPdf());
            copy = SpooledFile.create();
            MessageDigest digest = Sha256.digest();
            try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(copy.output(), 1 << 16), digest)) {
                Stamping.stamp(document.asPdf(), plan, stamp(permit), out);
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            complete = true;
            return new Copy(copy, copy.size(), sha256, fileName(certificate, permit));
        } catch (IOException failure) {
            throw new SpoolingFailedException(failure);
        } finally {
            if (!complete && copy != null) {
                copy.discard();
            }
        }
    }

    private static CopyStamp stamp(DownloadPermit permit) {
        return new CopyStamp(
                permit.serial(),
                permit.names().name(),
                permit.names().email(),
                permit.names().organization(),
                permit.grantedAt());
    }

    /** The file name of the copy. */
    static String fileName(PublishedCertificate certificate, DownloadPermit permit) {
        String name = certificate.fileName();
        return name.substring(0, name.length() - PDF.length()) + '-' + permit.serial() + PDF;
    }
}
