package io.compliancecenter.desk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Mailbox;
import io.compliancecenter.testing.OwnerSql;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class ImportIT {

    static final String HEADER = "organization,organization_name,email,name,role\n";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    Mailbox mailbox;

    User support;
    Client desk;
    String slug;

    @BeforeEach
    void signIn() {
        support = fixtures.deskPerson("SUPPORT");
        desk = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        slug = "i" + UUID.randomUUID().toString().substring(0, 12);
    }

    @AfterEach
    void retire() {
        fixtures.update("update organization set managed_by = 'FOLDER' where slug like ?", slug + "%");
        fixtures.update("update organization set retired_at = now() where slug like ?", slug + "%");
    }

    private Answer upload(String csv) {
        Answer uploaded = desk.upload(
                desk.get("/desk/customers/import").form("/import"),
                Map.of(),
                "customers.csv",
                csv.getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded.status()).isEqualTo(303);
        return desk.get(uploaded.location());
    }

    private Answer apply(Answer preview, boolean send) {
        var form = preview.html().select("form#apply").forms().get(0);
        Answer applied = desk.submit(form, send ? Map.of("send", "true") : Map.of());
        assertThat(applied.status()).isEqualTo(303);
        return desk.get(applied.location());
    }

    private List<String> changes(Answer preview) {
        return preview.html().select("#changes tbody tr").eachText();
    }

    @Test
    void whatThePreviewShowsIsImported() {
        Answer preview = upload(HEADER + slug + ",Acme,ada@" + slug + ".example,Ada,ADMIN\n" + slug + ",,tom@" + slug
                + ".example,,MEMBER\n");
        assertThat(changes(preview))
                .containsExactly(
                        "2 Acme " + slug + " – Organization added",
                        "2 Acme " + slug + " Ada ada@" + slug + ".example Added as Admin",
                        "3 Acme " + slug + " tom@" + slug + ".example Added as Member");
        assertThat(preview.html().select("#errors")).isEmpty();

        Answer applied = apply(preview, true);

        assertThat(applied.html().select("#done").text()).contains("complete");
        assertThat(applied.html().select("#summary").text())
                .contains("New Organizations 1", "People added 2", "Invitations sent 2");
        String link = mailbox.awaitOne("ada@" + slug + ".example").link().getPath();
        Answer invitation = new Client(port).get(link);
        assertThat(invitation.text()).contains("Acme");
    }
}
