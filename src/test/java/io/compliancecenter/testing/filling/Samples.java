package io.compliancecenter.testing.filling;

import io.compliancecenter.testing.filling.PayloadTemplate.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the database itself writes down when somebody downloads each certificate: it is done once for each, as by the product,
 * and rolled back.
 *
 * @param terms the version that is agreed to
 * @param termsSha256 of its English text
 * @param certificates those on offer
 */
record Samples(int terms, byte[] termsSha256, List<Sample> certificates) {

    static final String CHECKBOX =
            "I have read the Confidential Information terms and agree to them in the name of my company";
    static final String BUTTON = "Agree and download";
    static final byte[] ADDRESS = {(byte) 198, 51, 100, 7};
    static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

    /** The payloads of what is recorded about a certificate. */
    record Sample(
            UUID certificate,
            String copyKind,
            PayloadTemplate acceptance,
            PayloadTemplate permit,
            PayloadTemplate delivery,
            PayloadTemplate denial) {}

    /** @param connection of a superuser, with the product's triggers on */
    static Samples take(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            // Nothing is ever committed here, which is when acceptances and permits are entered.
            database.sql("set constraints all immediate").update();
            Map<String, Object> terms = database.sql("""
                            select version, sha256 from terms_text
                             where version = current_terms_version() and locale = 'en'
                            """).query().singleRow();
            Map<Value, String> someone = someone(database);
            List<Sample> certificates = new ArrayList<>();
            for (UUID certificate : database.sql("select id from certificate where retired_at is null order by id")
                    .query(UUID.class)
                    .list()) {
                certificates.add(sample(database, certificate, new EnumMap<>(someone)));
            }
            return new Samples((int) terms.get("version"), (byte[]) terms.get("sha256"), certificates);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Map<Value, String> someone(JdbcClient database) {
        Map<Value, String> values = new EnumMap<>(Value.class);
        String unique = UUID.randomUUID().toString();
        values.put(Value.ORGANIZATION_NAME, "Organization " + unique);
        values.put(Value.USER_NAME, "User " + unique);
        values.put(Value.EMAIL, unique + "@sample.example");
        values.put(Value.SIGNED_IN_AT, "2001-02-03T04:05:06.789012Z");
        values.put(Value.COPY_SHA256, "5a".repeat(32));
        values.put(Value.ORGANIZATION, insert(database, """
                insert into organization (slug, name) values (?, ?) returning id
                """, "sample-" + unique, values.get(Value.ORGANIZATION_NAME)));
        values.put(Value.USER, insert(database, """
                insert into user_account (email, name, password_hash) values (?, ?, '-') returning id
                """, values.get(Value.EMAIL), values.get(Value.USER_NAME)));
        database.sql("insert into member (organization_id, user_id, role) values (?::uuid, ?::uuid, 'ADMIN')")
                .params(values.get(Value.ORGANIZATION), values.get(Value.USER))
                .update();
        database.sql("""
                        select set_config('compliance_center.organization_id', ?, true),
                               set_config('compliance_center.user_id', ?, true)
                        """)
                .params(values.get(Value.ORGANIZATION), values.get(Value.USER))
                .query(rows -> {});
        return values;
    }

    private static Sample sample(JdbcClient database, UUID certificate, Map<Value, String> values) {
        values.put(Value.IDEMPOTENCY_KEY, UUID.randomUUID().toString());
        values.put(
                Value.ACCEPTANCE,
                insert(
                        database,
                        """
                insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256, certificate_id,
                                        checkbox_label, button_label, locale, client_address, user_agent, signed_in_at,
                                        sign_in_method, idempotency_key)
                select ?::uuid, ?::uuid, version, locale, sha256, ?, ?, ?, 'en', '198.51.100.7', ?, ?::timestamptz,
                       'password', ?::uuid
                  from terms_text where version = current_terms_version() and locale = 'en'
                returning id
                """,
                        values.get(Value.ORGANIZATION),
                        values.get(Value.USER),
                        certificate,
                        CHECKBOX,
                        BUTTON,
                        USER_AGENT,
                        values.get(Value.SIGNED_IN_AT),
                        values.get(Value.IDEMPOTENCY_KEY)));
        values.put(
                Value.PERMIT,
                insert(
                        database,
                        """
                insert into download_permit (organization_id, user_id, acceptance_id, certificate_id, lifetime,
                                             idempotency_key)
                values (?::uuid, ?::uuid, ?::uuid, ?, interval '15 minutes', gen_random_uuid()) returning id
                """,
                        values.get(Value.ORGANIZATION),
                        values.get(Value.USER),
                        values.get(Value.ACCEPTANCE),
                        certificate));
        Map<String, Object> written =
                database.sql("""
                        select utc_text(a.accepted_at) as accepted, utc_text(p.granted_at) as granted,
                               utc_text(p.expires_at) as expires, encode(p.serial, 'hex') as serial, p.copy_kind
                          from download_permit p join acceptance a on a.id = p.acceptance_id where p.id = ?::uuid
                        """).param(values.get(Value.PERMIT)).query().singleRow();
        values.put(Value.ACCEPTED_AT, (String) written.get("accepted"));
        values.put(Value.GRANTED_AT, (String) written.get("granted"));
        values.put(Value.EXPIRES_AT, (String) written.get("expires"));
        values.put(Value.SERIAL, (String) written.get("serial"));
        database.sql("select record_delivery(?::uuid, 0, 500000, 500000, 500000, ?)")
                .params(values.get(Value.PERMIT), HexFormat.of().parseHex(values.get(Value.COPY_SHA256)))
                .query(rows -> {});
        database.sql("select record_denial(?, 'WORDS_CHANGED')")
                .param(certificate)
                .query(rows -> {});
        List<PayloadTemplate> payloads =
                database.sql("""
                        select convert_from(payload, 'UTF8') from evidence_entry where chain_id = ?::uuid
                         order by sequence desc limit 4
                        """).param(values.get(Value.ORGANIZATION)).query(String.class).list().stream()
                        .map(payload -> new PayloadTemplate(payload, values))
                        .toList();
        return new Sample(
                certificate,
                Objects.requireNonNull((String) written.get("copy_kind")),
                payloads.get(3),
                payloads.get(2),
                payloads.get(1),
                payloads.get(0));
    }

    private static String insert(JdbcClient database, String sql, Object... parameters) {
        return database.sql(sql).params(parameters).query(UUID.class).single().toString();
    }
}
