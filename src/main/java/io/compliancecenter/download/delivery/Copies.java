package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.download.CopiesBusyException;
import io.compliancecenter.download.CopyPlaces;
import io.compliancecenter.download.gate.GrantedPermit;
import io.compliancecenter.stamping.CopyStamp;
import io.compliancecenter.stamping.Stamping;
import io.compliancecenter.stamping.StampingPlan;
import io.compliancecenter.stamping.StampingPlans;
import org.apache.pdfbox.io.RandomAccessRead;
import org.springframework.stereotype.Component;

/** Prepares copies, only a few at a time, because stamping takes memory and processor time. */
@Component
class Copies {

    /** After an address that the identity provider does not say is the person's. */
    private static final String NOT_VERIFIED = " (not verified)";

    private static final String PDF = ".pdf";

    private final DocumentStore documents;
    private final CopyPlaces places;
    private final StampingPlans plans = new StampingPlans();

    Copies(DocumentStore documents, CopyPlaces places) {
        this.documents = documents;
        this.places = places;
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
    SpooledFile prepare(GrantedPermit permit, PublishedCertificate certificate) {
        int needed = placesNeeded(permit, certificate);
        places.take(needed);
        try {
            SpooledFile document = documents.read(permit.id(), certificate);
            return permit.copyKind() == CopyKind.UNTOUCHED ? document : stamped(document, permit);
        } finally {
            places.release(needed);
        }
    }

    /** All for a document that takes much memory, or that has to be analysed first, which shows whether it does. */
    private int placesNeeded(GrantedPermit permit, PublishedCertificate certificate) {
        boolean small = permit.copyKind() == CopyKind.UNTOUCHED
                || plans.isSmall(certificate.issued().sha256());
        return small ? 1 : places.all();
    }

    private SpooledFile stamped(SpooledFile document, GrantedPermit permit) {
        try (document) {
            return SpooledFile.of(out -> {
                StampingPlan plan;
                try (RandomAccessRead pdf = document.asPdf()) {
                    plan = plans.of(document.sha256(), pdf);
                }
                Stamping.stamp(document.asPdf(), plan, stamp(permit), out);
            });
        }
    }

    private static CopyStamp stamp(GrantedPermit permit) {
        return new CopyStamp(
                permit.serial(),
                permit.names().name(),
                permit.emailVerified() ? permit.names().email() : permit.names().email() + NOT_VERIFIED,
                permit.names().organization(),
                permit.grantedAt());
    }

    /** The file name of the copy. */
    static String fileName(PublishedCertificate certificate, GrantedPermit permit) {
        String name = certificate.issued().fileName();
        return name.substring(0, name.length() - PDF.length()) + '-' + permit.serial() + PDF;
    }
}
