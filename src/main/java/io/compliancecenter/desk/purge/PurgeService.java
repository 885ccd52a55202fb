package io.compliancecenter.desk.purge;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.purge.WithdrawnCertificates.Row;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads withdrawn certificates, and purges them. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class PurgeService {

    static final int PAGE_SIZE = 50;

    private final WithdrawnCertificates certificates;

    PurgeService(WithdrawnCertificates certificates) {
        this.certificates = certificates;
    }

    /** @param page counts from 0 */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    List<Row> list(int page) {
        return certificates.find(PageRequest.of(page, PAGE_SIZE));
    }

    /** @throws DeskNotFoundException if there is no such certificate, or it is on offer */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    Row find(UUID certificate) {
        return certificates.find(certificate).orElseThrow(DeskNotFoundException::new);
    }

    void request(UUID certificate, String reason) {
        certificates.request(certificate, reason);
    }

    void decline(UUID certificate) {
        certificates.decline(certificate);
    }

    /** @param sha256 of the document that the approver saw, in hexadecimal */
    PurgeOutcome confirm(UUID certificate, String sha256) {
        return PurgeOutcome.valueOf(certificates.confirm(certificate, sha256));
    }
}
