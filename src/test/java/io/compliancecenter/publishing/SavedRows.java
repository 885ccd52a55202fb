package io.compliancecenter.publishing;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A copy of all that was published and recorded, to begin with again. Only a superuser may put rows back past all triggers. */
final class SavedRows {

    /** The tables that a test empties, see {@link PublishingApplication#reset}. */
    static final String TABLES = """
            from pg_class
             where relnamespace = 'compliance_center'::regnamespace and relkind = 'r'
               and relname not in ('flyway_schema_history', 'catalogue_revision', 'checkpoint_padding',
                                   'sign_in_scope', 'sign_in_secret')
            """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final String schema;

    private SavedRows(DataSource superuser, String schema) {
        this.database = JdbcClient.create(superuser);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(superuser));
        this.schema = schema;
    }

    /** Copies all rows into a schema of that name. */
    static SavedRows of(DataSource superuser, String schema) {
        SavedRows saved = new SavedRows(superuser, schema);
        saved.save();
        return saved;
    }

    private void save() {
        transaction.executeWithoutResult(status -> {
            database.sql("create schema " + schema).update();
            tables().forEach(table -> database.sql(
                            "create table %1$s.%2$s as table compliance_center.%2$s".formatted(schema, table))
                    .update());
            database.sql(
                            "create table " + schema + ".all_sequences as"
                                    + " select sequencename, last_value from pg_sequences where schemaname = 'compliance_center'")
                    .update();
        });
    }

    /** Puts them back, into tables that are empty. */
    void restore() {
        transaction.executeWithoutResult(status -> {
            database.sql("set local session_replication_role = replica").update();
            tables().forEach(table -> {
                String columns =
                        database.sql("""
                                select string_agg(quote_ident(attname), ', ') from pg_attribute
                                 where attrelid = cast('compliance_center.' || ? as regclass)
                                   and attnum > 0 and not attisdropped and attgenerated = ''
                                """).param(table).query(String.class).single();
                database.sql(
                                "insert into compliance_center.%2$s (%3$s) overriding system value select %3$s from %1$s.%2$s"
                                        .formatted(schema, table, columns))
                        .update();
            });
            database.sql("""
                            select setval(format('compliance_center.%I', sequencename), last_value)
                            """ + "from " + schema + ".all_sequences where last_value is not null")
                    .query(Long.class)
                    .list();
        });
    }

    private List<String> tables() {
        return database.sql("select quote_ident(relname) " + TABLES)
                .query(String.class)
                .list();
    }
}
