package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.CertificateId;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reconciles the tables of restrictions and access with what is to be published, by one statement over all rows for each step.
 * Rows never change: what differs is retired, and added as new rows. What the desk manages stays, and so do the restrictions of retired
 * certificates, which may return.
 */
@Repository
class AudienceTables {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String RESTRICTED = """
            with wanted as (
                select cast(key as uuid) as certificate_id, value ->> 'otherwise' as otherwise
                  from jsonb_each(cast(:audiences as jsonb)))
            """;

    private static final String ON_OFFER_FROM_THE_FOLDER = """
            retired_at is null
            and exists (select from certificate join certification on certification.code = certification_code
                         where certificate.id = known.certificate_id and certificate.retired_at is null
                           and certification.managed_by = 'FOLDER')
            """;

    private static final String LIFT = RESTRICTED + """
            update certificate_restriction known set retired_at = now()
             where %s
               and not exists (select from wanted
                                where (wanted.certificate_id, wanted.otherwise) = (known.certificate_id, known.otherwise))
            """.formatted(ON_OFFER_FROM_THE_FOLDER);

    private static final String RESTRICT = RESTRICTED + """
            insert into certificate_restriction (certificate_id, otherwise)
            select certificate_id, otherwise from wanted
             where not exists (select from certificate_restriction known
                                where known.certificate_id = wanted.certificate_id and known.retired_at is null)
             order by certificate_id
            """;

    private static final String GIVEN = """
            with wanted as (
                select cast(audience.key as uuid) as certificate_id, entry.code as group_code, entry.valid_from, entry.valid_until
                  from jsonb_each(cast(:audiences as jsonb)) as audience
                 cross join jsonb_to_recordset(audience.value -> 'groups')
                            as entry (code text, valid_from timestamptz, valid_until timestamptz))
            """;

    private static final String SAME = """
            (known.certificate_id, known.group_code) = (wanted.certificate_id, wanted.group_code)
            and (known.valid_from, known.valid_until) is not distinct from (wanted.valid_from, wanted.valid_until)
            """;

    private static final String END = GIVEN + """
            update certificate_access known set retired_at = now()
             where managed_by = 'FOLDER' and %s
               and not exists (select from wanted where %s)
            """.formatted(ON_OFFER_FROM_THE_FOLDER, SAME);

    private static final String GIVE = GIVEN + """
            insert into certificate_access (certificate_id, group_code, valid_from, valid_until)
            select certificate_id, group_code, valid_from, valid_until from wanted
             where not exists (select from certificate_access known
                                where %s and known.managed_by = 'FOLDER' and known.retired_at is null)
             order by certificate_id, group_code
            """.formatted(SAME);

    private final JdbcClient database;

    AudienceTables(JdbcClient database) {
        this.database = database;
    }

    /**
     * Makes these the restrictions from the files.
     *
     * @param audiences of all certificates on offer that are not for everyone
     * @return how many rows were written
     */
    int publish(Map<CertificateId, Audience> audiences) {
        String json = JSON.writeValueAsString(audiences);
        int rows = 0;
        for (String step : new String[] {LIFT, RESTRICT, END, GIVE}) {
            rows += database.sql(step).param("audiences", json).update();
        }
        return rows;
    }
}
