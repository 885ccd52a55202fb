package io.compliancecenter.desk.overview;

import io.compliancecenter.desk.draft.Draft;
import io.compliancecenter.desk.draft.DraftState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What the overview counts and lists, for all customers. */
interface DeskNumbers extends Repository<Draft, UUID> {

    @Query("select count(d) from Draft d where d.state = :state")
    long countDrafts(DraftState state);

    @Query("select count(r) from CertificateRequest r where r.state = OPEN")
    long countOpenRequests();

    @NativeQuery("select count(*) from certificate_purge where state = 'REQUESTED'")
    long countPurgeRequests();

    /** Agreements signed outside that wait for a second person. */
    @NativeQuery("select count(*) from signed_agreement where state = 'IN_REVIEW'")
    long countAgreementsInReview();

    /** The latest permits. */
    @Query("""
            select p.grantedAt, p.names.name, p.names.organization, n.name, c.version
              from DownloadPermit p join Certificate c on c.id = p.certificate join c.certification n
             order by p.grantedAt desc, p.id desc
            """)
    List<Download> findLatest(Limit limit);

    /**
     * A download.
     *
     * @param name of the person, as it was then
     */
    record Download(Instant grantedAt, String name, String organization, String certification, int version) {}
}
