package io.compliancecenter.database;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with a role that row-level security does not apply to, or that could read certificates past the gate:
 * everything would work, and nothing would be protected.
 */
@Component
class RoleCheck implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(RoleCheck.class);

    /** Stored by whatever creates the roles. */
    private static final String EXPECTED_SETTING = "idle_in_transaction_session_timeout";

    private final JdbcClient database;

    RoleCheck(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void afterPropertiesSet() {
        Rights rights = database.sql("""
                        select current_user as role, rolsuper as superuser, rolbypassrls as bypasses_row_security,
                               exists (select from pg_class
                                        where relnamespace = cast('compliance_center' as regnamespace)
                                          and pg_has_role(current_user, relowner, 'MEMBER')) as owner,
                               has_table_privilege('compliance_center.certificate_document', 'SELECT') as reads_documents,
                               has_table_privilege('compliance_center.acceptance', 'UPDATE, DELETE, TRUNCATE')
                                 or has_table_privilege('compliance_center.download_permit', 'UPDATE, DELETE, TRUNCATE')
                                 or exists (select from (values ('evidence_chain'), ('evidence_entry'), ('checkpoint'),
                                                                ('checkpoint_head'), ('checkpoint_slot'),
                                                                ('checkpoint_timestamp')) evidence(name),
                                                   concat('compliance_center.', name) as tables(name)
                                             where has_any_column_privilege(tables.name, 'INSERT, UPDATE')
                                                or has_table_privilege(tables.name, 'DELETE, TRUNCATE'))
                                 as changes_records
                          from pg_roles where rolname = current_user
                        """).query(Rights.class).single();
        if (rights.superuser()) {
            refuse(rights, "is a superuser");
        }
        if (rights.bypassesRowSecurity()) {
            refuse(rights, "bypasses row-level security");
        }
        if (rights.owner()) {
            refuse(rights, "owns the schema compliance_center, or is a member of the role that does");
        }
        if (rights.readsDocuments()) {
            refuse(rights, "can read certificate documents without a permit");
        }
        if (rights.changesRecords()) {
            refuse(rights, "can change or remove records");
        }
        reportStoredSettings(rights.role());
    }

    /**
     * A role may store settings for itself, which become defaults of its connections. The settings that matter for safety are
     * set on each connection; others, for example the planner's, could make it slow.
     */
    private void reportStoredSettings(String role) {
        List<String> stored = database.sql("""
                        select distinct split_part(unnest(setconfig), '=', 1) as name from pg_db_role_setting
                         where setrole = cast(:role as regrole)
                           and setdatabase in (0, (select oid from pg_database where datname = current_database()))
                         order by name
                        """)
                .param("role", '"' + role.replace("\"", "\"\"") + '"')
                .query(String.class)
                .list();
        stored.remove(EXPECTED_SETTING);
        if (!stored.isEmpty()) {
            log.warn(
                    "Settings are stored for the database role {}: {}. If you have not stored them, somebody else has used"
                            + " the role; deploy/postgres/roles.sql resets them",
                    role,
                    String.join(", ", stored));
        }
    }

    private static void refuse(Rights rights, String why) {
        throw new UnusableDatabaseException(
                "The application's database role \"%s\" %s.".formatted(rights.role(), why), """
                Connect the application (spring.datasource.username) as a role that is not a superuser, has no BYPASSRLS, does \
                not own the schema compliance_center, and is not a member of its owner. Set the owner for Flyway alone \
                (spring.flyway.user). deploy/postgres/roles.sql creates both roles.""");
    }

    record Rights(
            String role,
            boolean superuser,
            boolean bypassesRowSecurity,
            boolean owner,
            boolean readsDocuments,
            boolean changesRecords) {}
}
