package io.compliancecenter.publishing;

import static io.compliancecenter.publishing.OrganizationPublishingIT.GLOBEX;
import static io.compliancecenter.publishing.OrganizationPublishingIT.TOM;
import static io.compliancecenter.publishing.OrganizationPublishingIT.TOM_IN_ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.publishing.folder.InvalidFolderException;
import io.compliancecenter.publishing.folder.TestFolder;
import io.compliancecenter.publishing.folder.ValidationError;
import io.compliancecenter.testing.database.OwnerSql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which entry of the file is which Organization or user of before. */
@ExtendWith(OutputCaptureExtension.class)
class IdentityPublishingIT {

    private static final String FILE = "organizations.yaml";

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;

    @BeforeEach
    void publish() {
        application.reset();
        folder = TestFolder.in(directory).withoutCertificates();
        application.publish(folder);
    }

    /** The ids of those that are published, by slug. */
    private Map<String, String> organizations() {
        return ids("select slug, id from organization where retired_at is null");
    }

    /** The ids of those that are published, by e-mail address. */
    private Map<String, String> users() {
        return ids("select email, id from user_account where retired_at is null");
    }

    private Map<String, String> ids(String sql) {
        return application.rows(sql).stream()
                .map(row -> row.split("\\|"))
                .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    }

    private List<String> membersOf(String organization) {
        return application.rows("""
                select email, role from member join user_account on user_account.id = user_id
                 where organization_id = '%s' and member.retired_at is null order by email
                """.formatted(organization));
    }

    private List<String> returns() {
        return application.rows("""
                select kind, convert_from(payload, 'UTF8')::json #>> '{organization,id}' as organization,
                       convert_from(payload, 'UTF8')::json #>> '{member,id}' as member, user_id
                  from evidence_entry where chain_id = vendor_chain() and kind like '%-brought-back' order by sequence
                """);
    }

    private void change(String passage, String replacement) {
        folder.replace(FILE, passage, replacement);
        application.publish(folder);
    }

    @Test
    void aSlugThatWasRetiredIsGivenToANewOrganization(CapturedOutput output) {
        String before = organizations().get("globex");
        change(GLOBEX, "");
        change("organizations:\n", "organizations:\n" + GLOBEX.replace("name: Globex", "name: Globex Two"));

        String now = organizations().get("globex");
        assertThat(now).isNotEqualTo(before);
        assertThat(membersOf(now)).containsExactly("ada@acme.example|MEMBER");
        assertThat(membersOf(before)).isEmpty();
        assertThat(returns()).isEmpty();
        assertThat(output)
                .containsPattern(
                        "WARN .* The Organization 'globex' \\(key 'globex'\\) is a new one, without earlier records"
                                + " or consents. Another one with this key was retired on 20\\S+Z; if they are the same, write"
                                + " \"key: globex\" and \"returns: " + before + "\"");
    }

    @Test
    void anAddressThatWasRetiredIsGivenToANewUser() {
        String before = users().get("tom@acme.example");
        folder.replace(FILE, TOM_IN_ACME, "");
        change(TOM, "");
        folder.replace(FILE, "role: ADMIN\n", "role: ADMIN\n" + TOM_IN_ACME);
        change("users:\n", "users:\n" + TOM.replace("name: Tom", "name: Thomasina"));

        assertThat(users().get("tom@acme.example")).isNotNull().isNotEqualTo(before);
        assertThat(returns()).isEmpty();
    }

    @Test
    void whoReturnsIsTheSameOneInTheLogAndOnRecord(CapturedOutput output) {
        String organization = organizations().get("globex");
        String user = users().get("tom@acme.example");
        folder.replace(FILE, GLOBEX, "");
        folder.replace(FILE, TOM_IN_ACME, "");
        change(TOM, "");

        folder.replace(
                FILE,
                "organizations:\n",
                "organizations:\n" + GLOBEX.replace("    name: Globex", "    returns: true\n    name: Globex Again"));
        change("users:\n", "users:\n" + TOM.replace("    name: Tom", "    returns: true\n    name: Tom"));

        assertThat(organizations()).containsEntry("globex", organization);
        assertThat(users()).containsEntry("tom@acme.example", user);
        assertThat(membersOf(organization)).containsExactly("ada@acme.example|MEMBER");
        assertThat(application.rows("select name from organization where slug = 'globex'"))
                .containsExactly("Globex Again");
        assertThat(application.rows("select credential_version from user_account where email = 'tom@acme.example'"))
                .as("sessions of before do not wake up")
                .containsExactly("2");
        assertThat(returns())
                .containsExactlyInAnyOrder(
                        "user-brought-back|null|" + user + "|" + user,
                        "organization-brought-back|" + organization + "|null|null");
        assertThat(output)
                .containsPattern("INFO .* Brought back the Organization 'globex' \\(key 'globex', id " + organization
                        + "\\), which was retired on 20\\S+Z")
                .containsPattern("INFO .* Brought back the user 'tom@acme.example'");
    }

    @Test
    void whoIsThereMaySayForEverThatTheyReturn() {
        String organization = organizations().get("globex");
        change(GLOBEX, GLOBEX.replace("    name:", "    returns: true\n    name:"));
        change("name: Globex", "name: Globex Health");

        assertThat(organizations()).containsEntry("globex", organization);
        assertThat(returns()).isEmpty();
    }

    // MERGE_USERS: "is distinct from"
    @Test
    void whoReturnsAfterTheirPasswordWasDeletedHasThatOfTheFiles() {
        folder.replace(FILE, TOM_IN_ACME, "");
        change(TOM, "");
        asOwner("update user_account set password_hash = null where email = 'tom@acme.example'");
        change("users:\n", "users:\n" + TOM.replace("    name: Tom", "    returns: true\n    name: Tom"));
        assertThat(application.rows(
                        "select email from user_account where password_hash is null and retired_at is null"))
                .isEmpty();
    }

    // erase_account: the key
    @Test
    void whoWasErasedCannotReturn() {
        String user = users().get("tom@acme.example");
        folder.replace(FILE, TOM_IN_ACME, "");
        change(TOM, "");
        asOwner("""
                with person as (
                    insert into user_account (email, name, source) values ('support@desk.example', 'Support', 'INVITATION')
                    returning id),
                employed as (insert into desk_member (user_id, role) select id, 'SUPPORT' from person)
                select set_config('compliance_center.user_id', id::text, true) from person
                """, "select 1 from erase_account('" + user + "')");

        folder.replace(FILE, "users:\n", "users:\n" + TOM.replace("    name: Tom", "    returns: true\n    name: Tom"));

        assertThatExceptionOfType(InvalidFolderException.class)
                .isThrownBy(() -> application.publish(folder))
                .withMessageContaining("there never was a user with the key 'tom@acme.example'");
    }

    /** In one transaction. */
    private void asOwner(String... statements) {
        application.bean(OwnerSql.class).publish(owner -> {
            for (String statement : statements) {
                if (statement.startsWith("update")) {
                    owner.sql(statement).update();
                } else {
                    owner.sql(statement).query().listOfRows();
                }
            }
        });
    }

    @Test
    void whoNeverWasCannotReturn() {
        folder.replace(FILE, TOM, TOM.replace("    name:", "    key: t-1\n    returns: true\n    name:"));
        folder.replace(
                FILE,
                GLOBEX,
                GLOBEX.replace("    name:", "    returns: 01970000-0000-7000-8000-000000000001\n    name:"));

        assertThatExceptionOfType(InvalidFolderException.class)
                .isThrownBy(() -> application.publish(folder))
                .satisfies(refused -> assertThat(refused.errors())
                        .extracting(ValidationError::toString)
                        .containsExactly(
                                "organizations.yaml, line 7, users[1].returns: there never was a user with the key 't-1'; leave"
                                        + " 'returns' out for a new one",
                                "organizations.yaml, line 19, organizations[1].returns: there never was an Organization with the"
                                        + " key 'globex' and the id 01970000-0000-7000-8000-000000000001"));
        assertThat(users()).hasSize(2);
    }

    @Test
    void theLastOneUnderAKeyReturnsUnlessTheFileNamesAnEarlierOne() {
        String first = organizations().get("globex");
        change(GLOBEX, "");
        change("organizations:\n", "organizations:\n" + GLOBEX.replace("name: Globex", "name: Second"));
        String second = organizations().get("globex");
        change(GLOBEX.replace("name: Globex", "name: Second"), "");

        String again = GLOBEX.replace("    name: Globex", "    returns: true\n    name: Third");
        change("organizations:\n", "organizations:\n" + again);
        assertThat(organizations()).containsEntry("globex", second);

        // Also where another one is published: a 'returns' that was forgotten can be made up for.
        change("returns: true", "returns: " + first);
        assertThat(organizations()).containsEntry("globex", first);
        assertThat(membersOf(first)).containsExactly("ada@acme.example|MEMBER");
        assertThat(membersOf(second)).isEmpty();
    }

    @Test
    void slugNameAndAddressMayChangeUnderTheSameKey() {
        String organization = organizations().get("globex");
        String user = users().get("tom@acme.example");
        folder.replace(
                FILE, "  - slug: globex\n    name: Globex", "  - key: globex\n    slug: globex-group\n    name: Group");
        folder.replace(FILE, TOM_IN_ACME, TOM_IN_ACME.replace("tom@", "thomas@"));
        change(TOM, TOM.replace("  - email: tom@", "  - key: tom@acme.example\n    email: thomas@"));

        assertThat(organizations()).containsEntry("globex-group", organization).hasSize(2);
        assertThat(users()).containsEntry("thomas@acme.example", user).hasSize(2);
        assertThat(membersOf(organizations().get("acme")))
                .containsExactly("ada@acme.example|ADMIN", "thomas@acme.example|MEMBER");
        assertThat(application.rows("select credential_version from user_account"))
                .containsOnly("1");
    }

    /** Fails if the constraints on slug and address are checked at each row. */
    @Test
    void twoMayExchangeTheirSlugsAndAddresses() {
        String acme = organizations().get("acme");
        String globex = organizations().get("globex");
        String ada = users().get("ada@acme.example");
        String tom = users().get("tom@acme.example");
        folder.replace(FILE, "slug: acme", "key: acme\n    slug: swapped");
        folder.replace(FILE, "slug: globex", "key: globex\n    slug: acme");
        folder.replace(FILE, "slug: swapped", "slug: globex");
        folder.replace(
                FILE, "  - email: ada@acme.example\n    name", "  - key: ada@acme.example\n    email: x@\n    name");
        folder.replace(
                FILE,
                "  - email: tom@acme.example\n    name",
                "  - key: tom@acme.example\n    email: ada@acme.example\n    name");
        change("email: x@", "email: tom@acme.example");

        assertThat(organizations()).isEqualTo(Map.of("acme", globex, "globex", acme));
        assertThat(users()).isEqualTo(Map.of("ada@acme.example", tom, "tom@acme.example", ada));
    }

    @Test
    void anotherKeyUnderTheSameSlugIsAnotherOrganization(CapturedOutput output) {
        String before = organizations().get("globex");
        change("slug: globex", "key: c-17\n    slug: globex");

        assertThat(organizations()).hasSize(2);
        assertThat(organizations().get("globex")).isNotEqualTo(before);
        assertThat(output)
                .contains(
                        "The Organization 'globex' (key 'c-17') is a new one, without earlier records or consents. The one"
                                + " published as 'globex' until now has the key 'globex' and is retired; if they are the same, write"
                                + " \"key: globex\" and \"returns: " + before + "\"");
    }
}
