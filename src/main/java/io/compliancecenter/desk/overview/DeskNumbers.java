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

    @NativeQuery("""
            select (select count(*) from certificate_purge where state = 'REQUESTED') as purges,
                   (select count(*) from signed_agreement where state = 'IN_REVIEW') as agreements,
                   (select count(*) from access_group_proposal where state = 'OPEN') as groups,
                   (select count(*) from request_rule where state = 'PROPOSED') as rules
            """)
    Waiting countWaiting();

    /**
     * What waits for a second person.
     *
     * @param agreements signed on paper
     * @param groups how many Organizations are proposed for access groups
     * @param rules that grant requests
     */
    record Waiting(long purges, long agreements, long groups, long rules) {}

    /** The latest permits. */
    @Query("""
            select p.grantedAt, p.name, p.organizationName, n.name, c.version
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
