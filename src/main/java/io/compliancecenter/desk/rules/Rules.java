package io.compliancecenter.desk.rules;

import io.compliancecenter.request.RequestRule;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Rules that grant requests. The functions of the database check who acts, and write the record. */
interface Rules extends Repository<RequestRule, UUID> {

    /** Those that wait for approval or are in force, and the last ones that ended. */
    @Query("""
            select r.id, n.name, c.version, r.emailDomain, g.name, r.groupName, r.days, cast(r.state as String), a.id.value, a.name, p.name,
                   (select count(*) from CertificateRequest q where q.ruleId = r.id)
              from RequestRule r join Certification n on n.code = r.certification join User a on a.id = r.proposedBy
              left join Certificate c on c.id = r.certificate left join AccessGroup g on g.code = r.groupCode
              left join User p on p.id = r.approvedBy
             order by case r.state when PROPOSED then 1 when ACTIVE then 2 else 3 end, r.proposedAt desc, r.id limit 200
            """)
    List<RuleRow> find();

    /** What a rule can be about: certificates that are not for everyone, and their certifications. */
    @NativeQuery("""
            select n.code as code, n.name as name, c.id as certificate, c.version as version
              from certificate c
              join certification n on n.code = c.certification_code
              join certificate_restriction r on r.certificate_id = c.id and r.retired_at is null and r.otherwise = 'ON_REQUEST'
             where c.retired_at is null and n.retired_at is null
             order by lower(n.name), n.code, c.version desc
            """)
    List<SubjectRow> findSubjects();

    /**
     * @param certificate empty for every certificate of the certification
     * @param domain empty if it is about a group
     * @param group empty if it is about a domain
     */
    @NativeQuery("""
            select propose_request_rule(:certification, cast(nullif(:certificate, '') as uuid), nullif(:domain, ''),
                                        nullif(:group, ''), :days)
            """)
    UUID propose(String certification, String certificate, String domain, String group, int days);

    /** @return name of a {@link RuleOutcome} */
    @NativeQuery("select decide_request_rule(:rule, :approved)")
    String decide(UUID rule, boolean approved);

    @NativeQuery("select 1 from end_request_rule(:rule)")
    int end(UUID rule);

    /**
     * A rule.
     *
     * @param version null for every version
     * @param domain null if it is about a group
     * @param groupName null if it is about a domain
     * @param proposedGroup what the group was called when the rule was proposed
     * @param approver null unless it is or was in force
     * @param granted how many requests it has granted
     */
    record RuleRow(
            UUID id,
            String certification,
            @Nullable Integer version,
            @Nullable String domain,
            @Nullable String groupName,
            @Nullable String proposedGroup,
            int days,
            String state,
            UUID authorId,
            String author,
            @Nullable String approver,
            long granted) {

        /** Whether its group has another name now, so that nobody approves it. */
        public boolean isRenamed() {
            return !Objects.equals(groupName, proposedGroup);
        }
    }

    record SubjectRow(String code, String name, UUID certificate, int version) {}
}
