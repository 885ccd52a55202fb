package io.compliancecenter.download.gate;

import io.compliancecenter.download.SignedAgreement;
import io.compliancecenter.download.SignedAgreementId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Agreements that Organizations signed on paper. The desk keeps them; here they are only asked for. */
interface SignedAgreements extends Repository<SignedAgreement, SignedAgreementId> {

    /** The agreement of the transaction's Organization that is in force now, or the latest of several. */
    @NativeQuery("select id from own_signed_agreements(clock_timestamp()) limit 1")
    Optional<UUID> findInForce();
}
