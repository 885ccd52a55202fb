package io.compliancecenter.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.OwnerDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database from before terms moved, brought up to date. */
class TermsMigrationIT {

    private final PublishingApplication application = PublishingApplication.shared();

    @AfterEach
    void reset() {
        application.reset();
    }

    // V8: leave out the update of effective_at, the insert into terms_text, or the default of terms_locale
    @Test
    void whatWasAgreedToBeforeStaysAgreedTo() {
        OwnerDatabase owner = application.bean(OwnerDatabase.class);
        owner.publish(sql -> sql.sql("drop schema compliance_center cascade").update());
        Flyway.configure()
                .configuration(application.bean(Flyway.class).getConfiguration())
                .target("7")
                .load()
                .migrate();
        owner.publish(TermsMigrationIT::agreeAsBefore);

        application.bean(Flyway.class).migrate();

        assertThat(application.rows("""
                        select version, kind, effective_at = v.published_at as at_once, locale,
                               convert_from(content, 'UTF8') as text, v.retired_at is null as published
                          from terms_version v join terms_text using (version) order by version
                        """))
                .containsExactly("1|MATERIAL|true|en|First.|true", "2|MATERIAL|true|en|Second.|true");
        assertThat(application.rows("""
                        select terms_version, terms_locale, a.terms_sha256 = t.sha256 as same, t.sha256 = sha256('Second.')
                               as right
                          from acceptance a join terms_text t
                            on (t.version, t.locale) = (a.terms_version, a.terms_locale)
                        """)).containsExactly("2|en|true|true");
        assertThat(application.rows("""
                        select kind, fact ->> 'version' as version, coalesce(fact ->> 'locale', fact ->> 'kind') as more
                          from evidence_entry, lateral (select convert_from(payload, 'UTF8')::json -> 'terms' as fact) f
                         where fact is not null order by sequence, recorded_at
                        """))
                .containsExactlyInAnyOrder(
                        "terms-published|1|material", "terms-published|2|material", "acceptance-recorded|2|en");
    }

    private static void agreeAsBefore(JdbcClient sql) {
        sql.sql("insert into terms_version (version, content) values (1, 'First.'), (2, 'Second.')")
                .update();
        sql.sql("""
                with o as (insert into organization (slug, name) values ('acme', 'Acme') returning id),
                     u as (insert into user_account (email, name, password_hash)
                           values ('ada@acme.example', 'Ada', '{noop}x') returning id),
                     b as (select set_config('compliance_center.organization_id', o.id::text, true),
                                  set_config('compliance_center.user_id', u.id::text, true) from o, u)
                insert into member (organization_id, user_id, role) select o.id, u.id, 'ADMIN' from o, u, b
                """).update();
        sql.sql("""
                insert into certification (code, position, name, status, summary, assures)
                values ('iso', 1, 'ISO', 'CERTIFIED', 'A summary.', 'Much.')
                """).update();
        sql.sql("""
                insert into certificate (certification_code, version, issuer, issued_on, file_name, sha256, size, pages)
                values ('iso', 1, 'Issuer', date '2026-01-01', 'iso.pdf', sha256('x'), 1, 1)
                """).update();
        sql.sql("""
                insert into acceptance (organization_id, user_id, terms_version, terms_sha256, certificate_id,
                                        checkbox_label, button_label, locale, client_address, user_agent,
                                        signed_in_at, sign_in_method, idempotency_key)
                select current_organization_id(), current_user_id(), 2, sha256('Second.'), c.id, 'I agree', 'Download', 'en',
                       '127.0.0.1', 'test', now(), 'password', gen_random_uuid()
                  from certificate c
                """).update();
    }
}
