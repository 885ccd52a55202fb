package io.compliancecenter.terms;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Who agreed, for which Organization, to which terms. */
public interface Acceptances extends Repository<Acceptance, UUID> {

    Acceptance save(Acceptance acceptance);

    /** The member's latest acceptance, of any version. */
    default Optional<Acceptance> findLatest(CurrentMember member) {
        return findLatest(
                member.organizationId(),
                member.user(),
                member.name(),
                member.email(),
                member.organization().name());
    }

    /** The member's latest acceptance that {@linkplain TermsVersion#lastMaterial still counts} for these terms. */
    default Optional<Acceptance> findLatest(CurrentMember member, CurrentTerms terms) {
        return findLatest(
                member.organizationId(),
                member.user(),
                member.name(),
                member.email(),
                member.organization().name(),
                terms.lastMaterial(),
                terms.version());
    }

    /** As {@link #findLatest(CurrentMember, CurrentTerms)}, but given for this certificate. */
    default Optional<Acceptance> findLatest(CurrentMember member, CurrentTerms terms, CertificateId certificate) {
        return findLatest(
                member.organizationId(),
                member.user(),
                member.name(),
                member.email(),
                member.organization().name(),
                terms.lastMaterial(),
                terms.version(),
                certificate);
    }

    /** Its own query: with a range of versions, PostgreSQL would read all of a member's acceptances. */
    @Query("""
            select a from Acceptance a
             where a.organization = :organization and a.user = :user and a.name = :name and a.email = :email
               and a.organizationName = :organizationName
             order by a.acceptedAt desc limit 1
            """)
    Optional<Acceptance> findLatest(
            OrganizationId organization, UserId user, String name, String email, String organizationName);

    @Query("""
            select a from Acceptance a
             where a.organization = :organization and a.user = :user and a.name = :name and a.email = :email
               and a.organizationName = :organizationName
               and a.termsVersion between :firstVersion and :lastVersion
             order by a.acceptedAt desc limit 1
            """)
    Optional<Acceptance> findLatest(
            OrganizationId organization,
            UserId user,
            String name,
            String email,
            String organizationName,
            int firstVersion,
            int lastVersion);

    @Query("""
            select a from Acceptance a
             where a.organization = :organization and a.user = :user and a.name = :name and a.email = :email
               and a.organizationName = :organizationName
               and a.termsVersion between :firstVersion and :lastVersion and a.certificate = :certificate
             order by a.acceptedAt desc limit 1
            """)
    Optional<Acceptance> findLatest(
            OrganizationId organization,
            UserId user,
            String name,
            String email,
            String organizationName,
            int firstVersion,
            int lastVersion,
            CertificateId certificate);
}
