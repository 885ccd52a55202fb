package io.compliancecenter.desk.folder;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The folder at the desk: items as YAML, and the comparison with what is published. */
class FolderAtDeskIT extends DeskFolderTest {

    @Autowired
    CatalogueService catalogue;

    Tenant tenant;

    @BeforeEach
    void addOrganization() {
        tenant = fixtures.organization();
    }

    @Test
    void anItemIsShownAndDownloadedAsTheFolderHasIt() {
        String group = fixtures.group(tenant);
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
        Client reader = signedIn(fixtures.deskPerson("AUDITOR"));
        String path = "/desk/catalogue/CERTIFICATION/" + issued.certification() + "/yaml";

        assertThat(reader.get("/desk/catalogue?q=" + issued.certification())
                        .html()
                        .select("a[href=" + path + "]"))
                .hasSize(1);
        String yaml = reader.get(path).html().selectFirst("#yaml").wholeText();
        assertThat(yaml)
                .startsWith("certifications:\n  - code: " + issued.certification() + "\n")
                .contains(
                        "    certificates:\n",
                        "        issuer: Test Assessors\n",
                        "        issued-on: 2026-01-01\n",
                        "        for:\n          - " + group + "\n",
                        "        otherwise: on-request\n");
        Answer file = reader.get(path + "/file");
        assertThat(file.text()).isEqualTo(yaml);
        assertThat(file.header("Content-Disposition")).contains("attachment", ".yaml");
        assertThat(reader.get("/desk/catalogue/CERTIFICATION/none-such/yaml").status())
                .isEqualTo(404);
        assertThat(reader.get("/desk/catalogue/TERMS/1/yaml").status()).isEqualTo(404);
    }

    @Test
    void theFolderIsComparedAndNothingIsPublished() {
        Client client = signedIn(approver);
        Answer compared = client.submit(client.get("/desk/folder").form("/comparison"), Map.of());

        assertThat(compared.status()).isEqualTo(200);
        // The folder has the demo alone.
        assertThat(compared.html().select("#comparison li").eachText())
                .anyMatch(line -> line.startsWith("Retired: certification") && line.contains(issued.certification()));
        assertThat(client.get("/desk").status()).isEqualTo(200);
        assertThat(catalogue.current().certification(issued.certification())).isPresent();
    }

    // RequestedPublication: CHANGED
    @Test
    void anotherEditionThanTheOneThatWasSeenIsNotPublished() {
        Client client = signedIn(approver);
        Answer refused = client.post(
                "/desk/folder/publication", Map.of("_csrf", client.token(), "edition", "0".repeat(64), "changes", ""));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("#comparison form")).hasSize(1);
        assertThat(catalogue.current().certification(issued.certification())).isPresent();
        assertThat(lastEntry(approver)).startsWith("folder-publication-requested");
        assertRefused("CC403", editor, "select request_folder_publication(sha256('x'))");
        assertRefused("23514", approver, "select request_folder_publication(null)");
        assertRefused("23514", approver, "select request_folder_publication('short')");
    }

    private void assertRefused(String state, User person, String sql) {
        assertDenied(
                state,
                () -> desk.as(person, database -> database.sql(sql).query().singleRow()));
    }
}
