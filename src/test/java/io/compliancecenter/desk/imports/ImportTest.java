package io.compliancecenter.desk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody of support, who imports files. */
@IntegrationTest
abstract class ImportTest {

    static final String HEADER = "organization,organization_name,email,name,role\n";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    User support;
    Client desk;

    /** Of an Organization that is not there yet; others begin with it. */
    String slug;

    @BeforeEach
    void signIn() {
        support = fixtures.deskPerson("SUPPORT");
        desk = signedIn(support);
        slug = "i" + UUID.randomUUID().toString().substring(0, 12);
    }

    @AfterEach
    void retireImported() {
        fixtures.update("update organization set managed_by = 'FOLDER' where slug like ?", slug + "%");
        fixtures.update("update organization set retired_at = now() where slug like ?", slug + "%");
    }

    final Client signedIn(User user) {
        return new Client(port).signIn(user.email(), Fixtures.PASSWORD);
    }

    /** @return the preview */
    final Answer upload(String lines) {
        return upload(desk, (HEADER + lines).getBytes(StandardCharsets.UTF_8));
    }

    final Answer upload(Client client, byte[] csv) {
        Answer uploaded =
                client.upload(client.get("/desk/customers/import").form("/import"), Map.of(), "customers.csv", csv);
        assertThat(uploaded.status()).isEqualTo(303);
        Answer preview = client.get(uploaded.location());
        assertThat(preview.status()).isEqualTo(200);
        return preview;
    }

    final Answer apply(Answer preview) {
        return apply(desk, preview, false);
    }

    final Answer apply(Client client, Answer preview, boolean send) {
        Answer applied = client.submit(form(preview), send ? Map.of("send", "true") : Map.of());
        assertThat(applied.status()).isEqualTo(303);
        return client.get(applied.location());
    }

    static FormElement form(Answer preview) {
        return preview.html().select("form#apply").forms().get(0);
    }

    /** What became of it without a look. */
    final Answer imported(String lines) {
        Answer done = apply(upload(lines));
        assertThat(done.html().select("#done")).hasSize(1);
        return done;
    }

    static List<String> changes(Answer preview) {
        return preview.html().select("#changes tbody tr").eachText();
    }

    static List<String> errors(Answer preview) {
        return preview.html().select("#errors tbody tr").eachText();
    }

    static String summary(Answer page) {
        return page.html().select("#summary dl").text();
    }

    final List<String> rows(String sql, Object... parameters) {
        return owner.work(database ->
                database.sql(sql).params(parameters).query(String.class).list());
    }

    final List<String> invitations(String organization) {
        return rows("""
                select i.email || ' ' || i.role || ' ' || i.source || coalesce(' ' || i.name, '')
                  from invitation i join organization o on o.id = i.organization_id
                 where o.slug = ? and i.accepted_at is null and i.withdrawn_at is null order by i.email
                """, organization);
    }

    /** The kinds of the Organization's entries. */
    final List<String> entries(String organization) {
        return rows("""
                select e.kind from evidence_entry e join organization o on o.id = e.chain_id
                 where o.slug = ? order by e.sequence
                """, organization);
    }

    final UUID invitation(String organization, String email) {
        return UUID.fromString(rows("""
                        select cast(i.id as text) from invitation i join organization o on o.id = i.organization_id
                         where o.slug = ? and i.email = ? and i.accepted_at is null and i.withdrawn_at is null
                        """, organization, email).get(0));
    }

    final List<String> members(String organization) {
        return rows("""
                select u.email || ' ' || m.role || ' ' || m.source
                  from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
                 where o.slug = ? and m.retired_at is null order by u.email
                """, organization);
    }

    static String line(Tenant tenant, String name, String email, String role) {
        return tenant.slug() + "," + name + "," + email + ",," + role + "\n";
    }
}
