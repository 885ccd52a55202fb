package io.compliancecenter.desk.trace;

import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.desk.draft.Draft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Permits by the serials of their copies. */
interface Traces extends Repository<Draft, UUID> {

    /**
     * Records the question with its answer. The database checks that the user of the transaction may ask.
     *
     * @param typed what was typed in; null for a file
     * @param file SHA-256 of the file; null for what was typed in
     * @param serials that may be meant
     * @return the permits with these serials
     */
    @NativeQuery("select trace_copies(cast(:typed as text), cast(:file as bytea), :serials)")
    List<UUID> trace(@Nullable String typed, byte @Nullable [] file, byte[][] serials);

    @Query("""
            select p.serial, p.id, p.acceptance.value, p.signedAgreement.value, p.agreementSignedOn, p.name, p.email, p.user.value, p.organizationName,
                   p.organization.value, n.name, c.version, c.issued.fileName, p.grantedAt, p.copyKind
              from DownloadPermit p join Certificate c on c.id = p.certificate join c.certification n
             where p.id in :permits order by p.grantedAt, p.id
            """)
    List<Copy> findCopies(Collection<UUID> permits);

    /**
     * Whose copy it is, as recorded when its permit was granted.
     *
     * @param acceptance null if the permit is under an agreement signed on paper
     * @param agreement null if the permit is under an acceptance, as is when it was signed
     */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    record Copy(
            byte[] serial,
            UUID permit,
            @Nullable UUID acceptance,
            @Nullable UUID agreement,
            @Nullable LocalDate agreementSignedOn,
            String name,
            String email,
            UUID user,
            String organization,
            UUID organizationId,
            String certification,
            int version,
            String fileName,
            Instant grantedAt,
            CopyKind copyKind) {}
}
