package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Row-level security shows every row to the owner, whose backup would lack what it does not show. */
@IntegrationTest
class RowSecurityIT {

    @Autowired
    OwnerSql owner;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    // The policies of each table for the owner
    @Test
    void theOwnerSeesEveryRowOfEveryTable() {
        actors.adminOf(fixtures.organization()).permit(fixtures.certificate(), "1 minute");
        assertThatThrownBy(() -> owner.work(sql -> {
                    List<String> tables = sql.sql("""
                                    select relname from pg_class
                                     where relnamespace = 'compliance_center'::regnamespace and relrowsecurity
                                    """).query(String.class).list();
                    assertThat(tables)
                            .contains("organization", "member", "acceptance", "download_permit", "evidence_entry");
                    for (String table : tables) {
                        long visible = count(sql, table);
                        sql.sql("alter table " + table + " disable row level security")
                                .update();
                        assertThat(visible).as(table).isEqualTo(count(sql, table));
                        sql.sql("alter table " + table + " enable row level security")
                                .update();
                        assertThat(sql.sql("""
                                        select count(*) filter (where polpermissive
                                                 and pg_get_userbyid(polroles[1]) = current_user and polcmd in ('*', 'r')
                                                 and pg_get_expr(polqual, polrelid) = 'true') > 0
                                               and count(*) filter (where not polpermissive) = 0
                                          from pg_policy where polrelid = cast(? as regclass)
                                        """)
                                        .param(table)
                                        .query(Boolean.class)
                                        .single())
                                .as("a policy of %s for the owner, without a condition", table)
                                .isTrue();
                    }
                    throw new Undo();
                }))
                .isInstanceOf(Undo.class);
    }

    private static final String OF_AN_ORGANIZATION = """
            select t.oid from pg_class t join pg_attribute a on a.attrelid = t.oid
             where t.relnamespace = 'compliance_center'::regnamespace and t.relkind in ('r', 'p')
               and a.attname = 'organization_id' and not a.attisdropped
            """;

    @Test
    void everyTableOfAnOrganizationHasForcedRowSecurity() {
        assertThat(names("""
                        select relname from pg_class
                         where oid in (%s) and not (relrowsecurity and relforcerowsecurity) order by 1
                        """.formatted(OF_AN_ORGANIZATION))).isEmpty();
    }

    @Test
    void theOrganizationIsPartOfEveryKeyBetweenSuchTables() {
        assertThat(names("""
                        select conname from pg_constraint k
                         where contype = 'f' and conrelid in (%1$s) and confrelid in (%1$s)
                           and not exists (select from pg_attribute a
                                            where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                                              and a.attname = 'organization_id')
                         order by 1
                        """.formatted(OF_AN_ORGANIZATION))).isEmpty();
    }

    /** One that names no role is for roles that are added later, too. */
    @Test
    void everyPolicyNamesItsRoles() {
        assertThat(names("""
                        select c.relname || ': ' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid
                         where c.relnamespace = 'compliance_center'::regnamespace and 0 = any (p.polroles) order by 1
                        """)).isEmpty();
    }

    private List<String> names(String query) {
        return owner.work(sql -> sql.sql(query).query(String.class).list());
    }

    private static long count(JdbcClient sql, String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }
}
