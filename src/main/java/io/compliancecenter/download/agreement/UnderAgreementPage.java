package io.compliancecenter.download.agreement;

import io.compliancecenter.web.TimeText;
import java.util.UUID;

/**
 * What is shown in place of the terms while an agreement is in force that the Organization signed outside.
 *
 * @param idempotencyKey a new one for each page
 */
record UnderAgreementPage(
        UUID certificate,
        String certificationCode,
        String certificationName,
        int certificateVersion,
        TimeText signedOn,
        UUID idempotencyKey) {}
