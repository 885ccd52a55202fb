package io.compliancecenter.desk.rules;

import io.compliancecenter.desk.draft.Draft;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Rules that grant requests. The functions of the database check who acts, and write the record. */
interface Rules extends Repository<Draft, UUID> {

    /** Those that wait for approval or are in force, and the last ones that ended. */
    @NativeQuery("""
            select r.id as id, n.name as certification, c.version as version, r.email_domain as domain, g.name as groupName,
                   r.group_name as proposedGroup,
                   r.days as days, r.state as state, a.id as authorId, a.name as author, p.name as approver,
                   (select count(*) from certificate_request q where q.rule_id = r.id) as granted
              from request_rule r
              join certification n on n.code = r.certification_code
              join user_account a on a.id = r.proposed_by
              left join certificate c on c.id = r.certificate_id
              left join access_group g on g.code = r.group_code
              left join user_account p on p.id = r.approved_by
             order by array_position(array['PROPOSED', 'ACTIVE'], r.state) nulls last, r.proposed_at desc, r.id
             limit 200
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

    @NativeQuery("select code, name from access_group where retired_at is null order by lower(name), code")
    List<GroupRow> findGroups();

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

    record GroupRow(String code, String name) {}
}
