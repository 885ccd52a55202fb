package io.compliancecenter.desk.groups;

import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.organization.AccessGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Access groups. The functions of the database check who acts, and write the record. */
interface Groups extends Repository<AccessGroup, String> {

    /** In SQL, because no entity says for whom certificates are. */
    String ROW = """
            select g.code as code, g.name as name, g.managed_by as managedBy,
                   (select count(*) from access_group_organization m
                     where m.group_code = g.code and m.retired_at is null) as organizations,
                   (select count(distinct a.certificate_id) from certificate_access a join certificate c on c.id = a.certificate_id
                     where a.group_code = g.code and a.retired_at is null and c.retired_at is null) as certificates
              from access_group g
             where g.retired_at is null
            """;

    String PROPOSAL = """
            select p.id, g.code, g.name, p.groupName, o.id.value, o.name, p.organizationName, o.slug, p.validFrom, p.validUntil, u.id.value,
                   u.name, p.proposedAt
              from GroupProposal p join AccessGroup g on g.code = p.groupCode
              join Organization o on o.id = p.organization join User u on u.id = p.proposedBy
             where p.state = OPEN
            """;

    /** By name. */
    @NativeQuery(ROW + " order by lower(g.name), g.code")
    List<GroupRow> find();

    @NativeQuery(ROW + " and g.code = :code")
    Optional<GroupRow> find(String code);

    /** The Organizations in a group, by name. */
    @Query("""
            select o.id.value, o.name, o.slug, p.validFrom, p.validUntil
              from AccessGroup g join g.places p join Organization o on o.id = p.organization
             where g.code = :code and p.retiredAt is null
             order by lower(o.name), o.id.value, p.id limit :count offset :first
            """)
    List<PlaceRow> findPlaces(String code, int first, int count);

    /** Proposals that wait for an answer, the longest waiting first. */
    @Query(PROPOSAL + " order by p.proposedAt, p.id limit 200")
    List<ProposalRow> findProposals();

    @Query(PROPOSAL + " and p.groupCode = :code order by p.proposedAt, p.id limit 200")
    List<ProposalRow> findProposals(String code);

    /** @return whether it was made, and not there already */
    @NativeQuery("select create_access_group(:code, :name)")
    boolean create(String code, String name);

    @NativeQuery("select 1 from rename_access_group(:code, :name)")
    int rename(String code, String name);

    @NativeQuery("select 1 from retire_access_group(:code)")
    int retire(String code);

    /**
     * @param from ISO 8601; empty for at once
     * @param until ISO 8601; empty for no end
     * @return name of a {@link GroupOutcome}
     */
    @NativeQuery("""
            select propose_group_access(:code, :organization, cast(nullif(:from, '') as timestamptz),
                                        cast(nullif(:until, '') as timestamptz))
            """)
    String propose(String code, UUID organization, String from, String until);

    /** @return name of a {@link GroupOutcome} */
    @NativeQuery("select decide_group_access(:proposal, :approved)")
    String decide(UUID proposal, boolean approved);

    @NativeQuery("select 1 from end_group_access(:code, :organization)")
    int remove(String code, UUID organization);

    /** A group. */
    record GroupRow(String code, String name, String managedBy, long organizations, long certificates) {

        public boolean isByDesk() {
            return managedBy.equals(Manager.DESK.name());
        }
    }

    /** An Organization's place in a group; the times are null for no start and no end. */
    record PlaceRow(
            UUID id,
            String name,
            String slug,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    /**
     * An Organization that is to be in a group.
     *
     * @param proposedName what the group was called when it was proposed
     * @param proposedOrganization what the Organization was called then
     */
    record ProposalRow(
            UUID id,
            String code,
            String name,
            String proposedName,
            UUID organizationId,
            String organization,
            String proposedOrganization,
            String slug,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            UUID authorId,
            String author,
            Instant proposedAt) {

        /** Whether it is about something of another name now, which nobody approves. */
        public boolean isRenamed() {
            return !name.equals(proposedName) || !organization.equals(proposedOrganization);
        }
    }
}
