package io.compliancecenter.database;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with a role that row-level security does not hold, or that could read certificates past the gate: the
 * page would work all the same, and protect nothing.
 */
@Component
class RoleCheck implements InitializingBean {

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
    }

    private static void refuse(Rights rights, String why) {
        throw new WrongRoleException("The application's database role \"" + rights.role() + "\" " + why + ".");
    }

    record Rights(
            String role,
            boolean superuser,
            boolean bypassesRowSecurity,
            boolean owner,
            boolean readsDocuments,
            boolean changesRecords) {}
}
