package io.compliancecenter.organization.members;

import io.compliancecenter.organization.Membership;
import io.compliancecenter.organization.Membership.MembershipId;
import io.compliancecenter.organization.MembershipSource;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Members with their names. The functions of the database check that the user of the transaction is an admin of its
 * Organization, and that the membership comes from an invitation.
 */
interface MemberRows extends Repository<Membership, MembershipId> {

    String FOUND = """
              from Membership m join User u on u.id = m.id.user
             where m.id.organization = :organization and m.retiredAt is null and u.retiredAt is null
               and (locate(:words, lower(u.name)) > 0 or locate(:words, u.email) > 0)
            """;

    String ROW =
            "select u.id, u.name, u.email, u.emailVerified, m.role, m.source, cast(function('provider_name', m.issuer) as String), m.joinedAt ";

    /** @param words in lower case; empty for all */
    @Query("select count(*) " + FOUND)
    int count(OrganizationId organization, String words);

    /** Those whose name or e-mail address contains the words, by name. */
    @Query(ROW + FOUND + " order by lower(u.name), u.id")
    List<MemberRow> find(OrganizationId organization, String words, Pageable page);

    @Query(ROW + """
              from Membership m join User u on u.id = m.id.user
             where m.id.organization = :organization and m.id.user = :member and m.retiredAt is null
               and u.retiredAt is null
            """)
    Optional<MemberRow> find(OrganizationId organization, UserId member);

    /** @return name of a {@link MemberChange} */
    @NativeQuery("select change_member_role(:member, :role)")
    String changeRole(UUID member, String role);

    /** @return name of a {@link MemberChange} */
    @NativeQuery("select remove_member(:member)")
    String remove(UUID member);

    /**
     * A member.
     *
     * @param emailVerified whether the address is known to be theirs
     * @param provider that the membership comes from, as people know it; null if it comes from elsewhere
     * @param joinedAt null if not known
     */
    record MemberRow(
            UserId id,
            String name,
            String email,
            boolean emailVerified,
            Role role,
            MembershipSource source,
            @Nullable String provider,
            @Nullable Instant joinedAt) {}
}
