package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.testing.database.OwnerSql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** For whom certificates are, from the files to the tables. */
@ExtendWith(OutputCaptureExtension.class)
class AudiencePublishingIT {

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;

    @BeforeEach
    void publish() {
        folder = TestFolder.in(directory);
        folder.write("organizations.yaml", text("organizations.yaml") + """
                groups:
                  - code: banks
                    name: Banks
                    organizations:
                      - acme
                      - organization: globex
                        from: 2026-01-01
                        until: 2027-01-01
                """);
        folder.replace(
                "catalogue.yaml",
                "issued-on: 2026-01-01\n",
                "issued-on: 2026-01-01\n        for: [banks]\n        otherwise: on-request\n");
        application.reset("test_folder_with_groups", () -> application.publish(folder));
    }

    private String text(String file) {
        return new String(folder.bytes(file), StandardCharsets.UTF_8);
    }

    private List<String> restrictions() {
        return application.rows("""
                select file_name, otherwise, r.retired_at is null as current
                  from certificate_restriction r join certificate c on c.id = certificate_id order by r.id
                """);
    }

    private List<String> access() {
        return application.rows("""
                select file_name, group_code, to_char(a.valid_until at time zone 'UTC', 'YYYY-MM-DD') as valid_until, a.retired_at is null as current
                  from certificate_access a join certificate c on c.id = certificate_id order by a.id
                """);
    }

    private List<String> groups() {
        return application.rows("""
                select group_code, slug, to_char(valid_from at time zone 'UTC', 'YYYY-MM-DD') as valid_from, p.retired_at is null as current
                  from access_group_organization p join organization o on o.id = organization_id order by slug, p.id
                """);
    }

    @Test
    void groupsAndCertificatesForThemArePublished() {
        assertThat(application.rows("select code, name, managed_by, retired_at is null as current from access_group"))
                .containsExactly("banks|Banks|FOLDER|true");
        assertThat(groups()).containsExactly("banks|acme|null|true", "banks|globex|2026-01-01|true");
        assertThat(restrictions()).containsExactly("host.pdf|ON_REQUEST|true");
        assertThat(access()).containsExactly("host.pdf|banks|null|true");
    }

    @Test
    void theSameAgainChangesNothing(CapturedOutput output) {
        folder.comment();
        application.publish(folder);
        assertThat(output).contains("nothing has changed");
        assertThat(restrictions()).hasSize(1);
        assertThat(access()).hasSize(1);
        assertThat(groups()).hasSize(2);
    }

    @Test
    void whatDiffersIsRetiredAndAddedAndIsNoNewVersion() {
        folder.replace("catalogue.yaml", "for: [banks]", "for: [{group: banks, until: 2027-06-01}]");
        folder.replace("catalogue.yaml", "        otherwise: on-request\n", "");
        folder.replace("organizations.yaml", "from: 2026-01-01", "from: 2026-02-01");
        application.publish(folder);
        assertThat(restrictions()).containsExactly("host.pdf|ON_REQUEST|false", "host.pdf|HIDDEN|true");
        assertThat(access()).containsExactly("host.pdf|banks|null|false", "host.pdf|banks|2027-06-01|true");
        assertThat(groups())
                .containsExactly(
                        "banks|acme|null|true", "banks|globex|2026-01-01|false", "banks|globex|2026-02-01|true");
        assertThat(application.rows("select count(*) as n from certificate where file_name = 'host.pdf'"))
                .containsExactly("1");
    }

    @Test
    void whatIsNoLongerRestrictedIsForEveryone() {
        folder.replace("catalogue.yaml", "        for: [banks]\n        otherwise: on-request\n", "");
        folder.replace("organizations.yaml", text("organizations.yaml").replaceFirst("(?s).*(?=groups:)", ""), "");
        application.publish(folder);
        assertThat(restrictions()).containsExactly("host.pdf|ON_REQUEST|false");
        assertThat(access()).containsExactly("host.pdf|banks|null|false");
        assertThat(groups()).allMatch(place -> place.endsWith("|false"));
        assertThat(application.rows("select retired_at is null as current from access_group"))
                .containsExactly("false");
    }

    // AudienceTables: ON_OFFER_FROM_THE_FOLDER. One that is brought back must not be for everyone.
    @Test
    void aCertificateThatIsWithdrawnStaysRestricted() {
        folder.replace("catalogue.yaml", text("catalogue.yaml").replaceFirst("(?s).*(?=  - code: host)", ""), "");
        application.publish(folder);
        assertThat(application.rows(
                        "select retired_at is null as current from certificate where file_name = 'host.pdf'"))
                .containsExactly("false");
        assertThat(restrictions()).containsExactly("host.pdf|ON_REQUEST|true");
        assertThat(access()).containsExactly("host.pdf|banks|null|true");
    }

    // AudienceTables: ON_OFFER_FROM_THE_FOLDER, "managed_by = 'FOLDER'"
    @Test
    void whatTheDeskManagesStays() {
        application.bean(OwnerSql.class).publish(owner -> {
            owner.sql("""
                            insert into certificate_access (certificate_id, organization_id, managed_by)
                            select c.id, o.id, 'DESK' from certificate c, organization o where file_name = 'host.pdf' and slug = 'globex'
                            """).update();
            owner.sql("insert into access_group (code, name, managed_by) values ('desk', 'Of the desk', 'DESK')")
                    .update();
            owner.sql("""
                            insert into access_group_organization (group_code, organization_id)
                            select 'desk', id from organization where slug = 'acme'
                            """).update();
        });
        folder.replace("catalogue.yaml", "for: [banks]", "for: []");
        application.publish(folder);
        assertThat(access()).containsExactly("host.pdf|banks|null|false", "host.pdf|null|null|true");
        assertThat(groups()).contains("desk|acme|null|true");

        application
                .bean(OwnerSql.class)
                .publish(owner -> owner.sql("update certification set managed_by = 'DESK' where code = 'host'")
                        .update());
        folder.replace("catalogue.yaml", "        for: []\n        otherwise: on-request\n", "");
        application.publish(folder);
        assertThat(restrictions()).containsExactly("host.pdf|ON_REQUEST|true");
    }

    // CatalogueFile.requireGroups
    @Test
    void aGroupThatIsNotThereStopsThePublication() {
        folder.replace("catalogue.yaml", "for: [banks]", "for: [bank]");
        assertThatThrownBy(() -> application.publish(folder))
                .isInstanceOf(InvalidFolderException.class)
                .hasMessageContaining("there is no group with the code 'bank' in organizations.yaml");
        assertThat(access()).containsExactly("host.pdf|banks|null|true");
    }
}
