package io.compliancecenter.evidence;

import io.compliancecenter.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The entries of an Organization's own chain. Pages go by key: how much there is before them does not matter. */
@Repository
@Transactional(readOnly = true)
public class EvidenceEntries {

    private static final String COLUMNS =
            " chain_id, sequence, recorded_at, kind, payload, encode(previous_hash, 'hex') as previous_hash,"
                    + " encode(sha256(payload), 'hex') as payload_sha256, encode(hash, 'hex') as hash ";

    private final JdbcClient database;

    EvidenceEntries(JdbcClient database) {
        this.database = database;
    }

    /**
     * The latest entries first.
     *
     * @param before only entries below this sequence; null for the latest of all
     */
    public List<EvidenceEntry> latest(
            OrganizationId organization, ActivityFilter filter, @Nullable Long before, int limit) {
        List<String> conditions = new ArrayList<>(List.of("chain_id = :chain"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        // Only the conditions that there are, so that each has the index that serves it.
        if (before != null) {
            conditions.add("sequence < :before");
            parameters.put("before", before);
        }
        if (filter.member() != null) {
            conditions.add("user_id = :member");
            parameters.put("member", filter.member());
        }
        if (filter.certificate() != null) {
            conditions.add("certificate_id = :certificate");
            parameters.put("certificate", filter.certificate());
        }
        if (filter.kind() != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", filter.kind().code());
        }
        // Time never goes back within a chain, so that a period is a stretch of it.
        Period period = filter.period();
        if (period.until() != null) {
            conditions.add(
                    "sequence <= (select sequence from evidence_entry"
                            + " where chain_id = :chain and recorded_at < :until order by recorded_at desc, sequence desc limit 1)");
            parameters.put("until", utc(period.until()));
        }
        String latest = "select" + COLUMNS + "from evidence_entry where " + String.join(" and ", conditions)
                + " order by sequence desc limit :limit";
        if (period.from() != null) {
            // Among those that are shown: between two ends that it does not know, PostgreSQL would read all there is.
            latest = "select * from (" + latest + ") as latest where recorded_at >= :from order by sequence desc";
            parameters.put("from", utc(period.from()));
        }
        return database.sql(latest)
                .param("chain", organization.value())
                .params(parameters)
                .param("limit", limit)
                .query(EvidenceEntries::entry)
                .list();
    }

    /** The first entry since the beginning of a period; empty if there is none. */
    public Optional<EvidenceEntry> first(OrganizationId organization, Period period) {
        Instant from = period.from() == null ? Instant.EPOCH : period.from();
        return database.sql("select" + COLUMNS + "from evidence_entry where chain_id = :chain and recorded_at >= :from"
                        + " order by recorded_at, sequence limit 1")
                .param("chain", organization.value())
                .param("from", utc(from))
                .query(EvidenceEntries::entry)
                .optional();
    }

    /** The entries from one sequence to another, both included, in their order. */
    public List<EvidenceEntry> stretch(OrganizationId organization, long first, long last) {
        return database.sql("select" + COLUMNS + "from evidence_entry where chain_id = :chain"
                        + " and sequence between :first and :last order by sequence")
                .param("chain", organization.value())
                .param("first", first)
                .param("last", last)
                .query(EvidenceEntries::entry)
                .list();
    }

    /** The entry of that kind about that acceptance or permit. */
    public Optional<EvidenceEntry> about(OrganizationId organization, UUID subject, EntryKind kind) {
        return allAbout(organization, subject, kind).stream().findFirst();
    }

    /** The entries of that kind about that acceptance or permit, in their order. */
    List<EvidenceEntry> allAbout(OrganizationId organization, UUID subject, EntryKind kind) {
        return database.sql("select" + COLUMNS + "from evidence_entry"
                        + " where chain_id = :chain and subject_id = :subject and kind = :kind order by sequence")
                .param("chain", organization.value())
                .param("subject", subject)
                .param("kind", kind.code())
                .query(EvidenceEntries::entry)
                .list();
    }

    /** The first entries on permits that stand on the acceptance, and on their copies, in their order. */
    public List<EvidenceEntry> copiesUnder(OrganizationId organization, UUID acceptance, int limit) {
        return database.sql(
                        "select" + COLUMNS + "from evidence_entry"
                                + " where chain_id = :chain and subject_id in (select id from download_permit"
                                + " where organization_id = :chain and acceptance_id = :acceptance) order by sequence limit :limit")
                .param("chain", organization.value())
                .param("acceptance", acceptance)
                .param("limit", limit)
                .query(EvidenceEntries::entry)
                .list();
    }

    /** The latest entry of each member who is in the record, by which they can be named. */
    public List<EvidenceEntry> latestOfEachMember(OrganizationId organization) {
        return latestOfEach("user_id", organization);
    }

    /** The latest entry about each certificate that is in the record. */
    public List<EvidenceEntry> latestOfEachCertificate(OrganizationId organization) {
        return latestOfEach("certificate_id", organization);
    }

    /** Goes from one value to the next by the index, past all the entries that share it. */
    private List<EvidenceEntry> latestOfEach(String column, OrganizationId organization) {
        return database.sql("""
                        with recursive value(id) as (
                            (select COLUMN from evidence_entry where chain_id = :chain and COLUMN is not null
                              order by COLUMN limit 1)
                            union all
                            select (select COLUMN from evidence_entry where chain_id = :chain and COLUMN > value.id
                                     order by COLUMN limit 1)
                              from value where value.id is not null)
                        select latest.* from value, lateral (
                            select %s from evidence_entry
                             where chain_id = :chain and COLUMN = value.id order by sequence desc limit 1) latest
                        """.replace("COLUMN", column).formatted(COLUMNS))
                .param("chain", organization.value())
                .query(EvidenceEntries::entry)
                .list();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    static EvidenceEntry entry(ResultSet row, int number) throws SQLException {
        return new EvidenceEntry(
                new EntryHeader(
                        row.getObject("chain_id", UUID.class),
                        row.getLong("sequence"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getString("previous_hash"),
                        row.getString("payload_sha256")),
                row.getBytes("payload"),
                row.getString("hash"));
    }
}
