package io.compliancecenter.organization.directory;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reconciles the tables of access groups with what is to be published, by one statement over all rows for each step. An
 * Organization's place in a group never changes: what differs is retired, and added as new rows. What the desk manages
 * stays.
 */
@Repository
class GroupTables {

    private static final String MERGE_GROUPS = """
            merge into access_group as known
            using (select code, name from jsonb_to_recordset(cast(:groups as jsonb)) as entry (code text, name text)
                    where code not in (select code from access_group where managed_by = 'DESK')) as wanted
            on known.code = wanted.code
            when not matched by target then
                insert (code, name) values (wanted.code, wanted.name)
            when matched and (known.name <> wanted.name or known.retired_at is not null) then
                update set name = wanted.name, retired_at = null
            when not matched by source and known.managed_by = 'FOLDER' and known.retired_at is null then
                update set retired_at = now()
            """;

    private static final String WANTED = """
            with wanted as (
                select known.code as group_code, organization.id as organization_id, entry.valid_from, entry.valid_until
                  from jsonb_to_recordset(cast(:groups as jsonb)) as known (code text, organizations jsonb)
                 cross join jsonb_to_recordset(known.organizations)
                            as entry (key text, valid_from timestamptz, valid_until timestamptz)
                  join organization on organization.key = entry.key and organization.retired_at is null
                 where known.code not in (select code from access_group where managed_by = 'DESK'))
            """;

    private static final String SAME = """
            (known.group_code, known.organization_id) = (wanted.group_code, wanted.organization_id)
            and (known.valid_from, known.valid_until) is not distinct from (wanted.valid_from, wanted.valid_until)
            """;

    private static final String LEAVE = WANTED + """
            update access_group_organization as known set retired_at = now()
             where retired_at is null
               and exists (select from access_group where code = known.group_code and managed_by = 'FOLDER')
               and not exists (select from wanted where %s)
            """.formatted(SAME);

    private static final String ENTER = WANTED + """
            insert into access_group_organization (group_code, organization_id, valid_from, valid_until)
            select group_code, organization_id, valid_from, valid_until from wanted
             where not exists (select from access_group_organization known
                                where %s and known.retired_at is null)
            """.formatted(SAME);

    private static final String LEFT = """
            select code from access_group join jsonb_to_recordset(cast(:groups as jsonb)) as entry (code text) using (code)
             where managed_by = 'DESK' order by code
            """;

    private final JdbcClient database;

    GroupTables(JdbcClient database) {
        this.database = database;
    }

    /**
     * Makes these the groups from the files; their Organizations are published already.
     *
     * @param groups as JSON, each with its Organizations
     * @return how many rows were written
     */
    int publish(String groups) {
        int rows = 0;
        for (String step : new String[] {MERGE_GROUPS, LEAVE, ENTER}) {
            rows += database.sql(step).param("groups", groups).update();
        }
        if (rows > 0) {
            database.sql("select analyze_directory()").query(row -> {});
        }
        return rows;
    }

    /** The codes of those groups that the desk manages. */
    List<String> findLeft(String groups) {
        return database.sql(LEFT).param("groups", groups).query(String.class).list();
    }
}
