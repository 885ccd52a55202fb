package io.compliancecenter.database.migration;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that migrations define, as lines that can be compared. */
final class SchemaDescription {

    private SchemaDescription() {}

    static List<String> of(JdbcClient owner) {
        return owner.sql("""
                        with relations as (select * from pg_class
                                            where relnamespace = 'compliance_center'::regnamespace
                                              and relname not like 'flyway%')
                        select concat_ws(' ', 'function', pg_get_functiondef(oid), proacl) from pg_proc
                         where pronamespace = 'compliance_center'::regnamespace
                        union all
                        select concat_ws(' ', 'trigger', tgrelid::regclass, pg_get_triggerdef(pg_trigger.oid), tgenabled)
                          from pg_trigger join relations on relations.oid = tgrelid where not tgisinternal
                        union all
                        select concat_ws(' ', 'table', relname, relkind, relrowsecurity, relforcerowsecurity, relacl)
                          from relations
                        union all
                        select concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull,
                                         attstorage, attacl, pg_get_expr(adbin, adrelid))
                          from pg_attribute join relations on relations.oid = attrelid
                          left join pg_attrdef on (adrelid, adnum) = (attrelid, attnum)
                         where relkind = 'r' and attnum > 0 and not attisdropped
                        union all
                        select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
                          from pg_constraint c join relations on relations.oid = conrelid
                        union all
                        select concat_ws(' ', 'index', pg_get_indexdef(oid)) from relations where relkind = 'i'
                        union all
                        select concat_ws(' ', 'policy', polrelid::regclass, polname, polcmd, polroles::regrole[],
                                         pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
                          from pg_policy join relations on relations.oid = polrelid
                        union all
                        select concat_ws(' ', 'statistics', pg_get_statisticsobjdef(oid)) from pg_statistic_ext
                         where stxnamespace = 'compliance_center'::regnamespace
                         order by 1
                        """).query(String.class).list();
    }
}
