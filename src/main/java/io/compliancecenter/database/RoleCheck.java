package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with a role that row-level security does not apply to, or that could read certificates past the gate:
 * everything would work, and nothing would be protected.
 */
@Component
class RoleCheck implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(RoleCheck.class);

    /** The role, and why it must not be used; null if it may. */
    private static final String OBJECTION = """
            select current_user, case
                when rolsuper then 'is a superuser'
                when rolbypassrls then 'bypasses row-level security'
                when exists (select from pg_class where relnamespace = cast('compliance_center' as regnamespace)
                                and pg_has_role(current_user, relowner, 'MEMBER'))
                    then 'owns the schema compliance_center, or is a member of the role that does'
                when has_column_privilege('compliance_center.certificate_document', 'content', 'SELECT')
                    then 'can read certificate documents without a permit'
                when has_table_privilege('compliance_center.acceptance', 'UPDATE, DELETE, TRUNCATE')
                  or has_table_privilege('compliance_center.download_permit', 'UPDATE, DELETE, TRUNCATE')
                  or exists (select from (values ('evidence_chain'), ('evidence_entry'), ('checkpoint'), ('checkpoint_head'),
                                                 ('checkpoint_slot'), ('checkpoint_timestamp'),
                                                 ('certificate_purge')) evidence(name),
                                    concat('compliance_center.', name) as tables(name)
                              where has_any_column_privilege(tables.name, 'INSERT, UPDATE')
                                 or has_table_privilege(tables.name, 'DELETE, TRUNCATE'))
                    then 'can change or remove records'
                when %s then 'can publish'
                end
              from pg_roles where rolname = current_user
            """.formatted(canPublish("cast(current_user as name)"));

    /** The desk's functions and triggers tell by the session's user where a change comes from. */
    private static final String OBJECTION_TO_DESK = """
            select case when session_user <> '%1$s' or current_user <> '%1$s' then 'is not %1$s' else objection end
              from (%2$s) as checked (role, objection)
            """.formatted(DeskDatabaseConfiguration.ROLE, OBJECTION);

    /**
     * A role may store settings for itself, which become defaults of its connections. The settings that matter for safety are
     * set on each connection; others, for example the planner's, could make it slow. One is stored by whatever creates the roles.
     */
    private static final String STORED_SETTINGS = """
            select distinct split_part(setting, '=', 1) from pg_db_role_setting, unnest(setconfig) as setting
             where setrole = cast(quote_ident(current_user) as regrole)
               and setdatabase in (0, (select oid from pg_database where datname = current_database()))
               and setting not like 'idle_in_transaction_session_timeout=%'
             order by 1
            """;

    /** What a role must not be that is neither the owner's nor the application's; null if it is none of it. */
    private static final String OBJECTION_TO_OTHERS = """
            select case
                when rolsuper then 'is a superuser'
                when rolbypassrls then 'bypasses row-level security'
                when pg_has_role(current_user, (select nspowner from pg_namespace where nspname = 'compliance_center'), 'MEMBER')
                    then 'owns the schema compliance_center, or is a member of the role that does'
                end
              from pg_roles where rolname = current_user
            """;

    private final EntityManager database;

    /**
     * A condition: whether a role may add certificates, documents, users or restrictions, directly or as another role that it is a member
     * of. Tables that are not there yet do not count.
     *
     * @param role an expression of type name
     */
    static String canPublish(String role) {
        return """
                exists (select from pg_roles other,
                                    unnest(array['certificate', 'certificate_document', 'certificate_restriction',
                                                 'user_account']) as tables(name)
                         where pg_has_role(%s, other.oid, 'MEMBER')
                           and has_any_column_privilege(
                                   other.oid, cast(to_regclass('compliance_center.' || tables.name) as oid), 'INSERT'))
                """.formatted(role);
    }

    RoleCheck(EntityManager database) {
        this.database = database;
    }

    /**
     * Checks another role than the application's, by a connection of its own.
     *
     * @param purpose what it is needed for, as the end of a sentence
     */
    static void checkLimited(DatabaseLogin login, String purpose) {
        if (login.password() == null) {
            throw new StartupFailureException(
                    "The role \"%s\" is needed %s, and its password is not set.".formatted(login.user(), purpose),
                    "Set %s. deploy/postgres/roles.sql creates the role.".formatted(login.properties()));
        }
        check(login, purpose, OBJECTION_TO_OTHERS);
    }

    /** Checks the desk's role, as the application's is checked. */
    static void checkDesk(DatabaseLogin login) {
        check(login, "at the desk", OBJECTION_TO_DESK);
    }

    private static void check(DatabaseLogin login, String purpose, String objections) {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(objections)) {
            row.next();
            String objection = row.getString(1);
            if (objection != null) {
                throw new StartupFailureException(
                        "The role \"%s\", which is needed %s, %s.".formatted(login.user(), purpose, objection),
                        "Correct %s. deploy/postgres/roles.sql creates a role with the rights that it needs."
                                .formatted(login.properties().replace(".password", ".username")));
            }
        } catch (SQLException failure) {
            throw login.explain(failure);
        }
    }

    @Override
    public void afterPropertiesSet() {
        Object[] row =
                (Object[]) database.createNativeQuery(OBJECTION, Object[].class).getSingleResult();
        if (row[1] != null) {
            throw new StartupFailureException("The application's database role \"%s\" %s.".formatted(row), """
                    Connect the application (spring.datasource.username) as a role that is not a superuser, has no BYPASSRLS, \
                    does not own the schema compliance_center, and is not a member of its owner. Set the owner for Flyway \
                    alone (spring.flyway.user). deploy/postgres/roles.sql creates all roles.""");
        }
        List<?> stored =
                database.createNativeQuery(STORED_SETTINGS, String.class).getResultList();
        if (!stored.isEmpty()) {
            log.warn(
                    "Settings are stored for the database role {}: {}. If you have not stored them, somebody else has used"
                            + " the role; deploy/postgres/roles.sql resets them",
                    row[0],
                    String.join(", ", stored.stream().map(String::valueOf).toList()));
        }
    }
}
