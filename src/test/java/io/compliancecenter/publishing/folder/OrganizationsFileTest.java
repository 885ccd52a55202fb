package io.compliancecenter.publishing.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.directory.OrganizationDirectory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationsFileTest {

    private static final String HASH = "{bcrypt}$2a$10$ftX4b1WPSH/KIEJECSHhcODcO2ypEQb4vBdt2Y.GTpLFhrGX0xjo.";

    private static final String ORGANIZATIONS = """
            users:
              - email: Ada@acme.example
                name: Ada Mercer
                password: '%s'
              - email: tom@acme.example
                name: Tomás Okafor
                password: '%s'
            organizations:
              - slug: acme
                name: Acme Retail
                members:
                  - email: ada@ACME.example
                    role: ADMIN
                  - email: tom@acme.example
                    role: MEMBER
              - slug: globex
                name: Globex Health
            desk:
              - email: tom@acme.example
                role: EDITOR
              - email: tom@acme.example
                role: SUPPORT
            """.formatted(HASH, HASH);

    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void readsEverythingThatAFileSaysWithAddressesInLowerCase() {
        assertThat(OrganizationsFile.read(ORGANIZATIONS, errors).map(OrganizationsFile::directory))
                .contains(new OrganizationDirectory(
                        List.of(
                                new OrganizationDirectory.User(
                                        "ada@acme.example", null, "ada@acme.example", "Ada Mercer", HASH),
                                new OrganizationDirectory.User(
                                        "tom@acme.example", null, "tom@acme.example", "Tomás Okafor", HASH)),
                        List.of(
                                new OrganizationDirectory.Entry(
                                        "acme",
                                        null,
                                        "acme",
                                        "Acme Retail",
                                        List.of(
                                                new OrganizationDirectory.Membership("ada@acme.example", Role.ADMIN),
                                                new OrganizationDirectory.Membership("tom@acme.example", Role.MEMBER))),
                                new OrganizationDirectory.Entry("globex", null, "globex", "Globex Health", List.of())),
                        List.of(
                                new OrganizationDirectory.DeskPerson("tom@acme.example", DeskRole.EDITOR),
                                new OrganizationDirectory.DeskPerson("tom@acme.example", DeskRole.SUPPORT)),
                        OrganizationDirectory.DeskApproval.SECOND_PERSON,
                        List.of()));
        assertThat(errors.list()).isEmpty();
    }

    @Test
    void readsAccessGroups() {
        String text = ORGANIZATIONS.replace("slug: globex", "slug: globex-group\n    key: globex") + """
                groups:
                  - code: health
                    name: Hospitals and insurers
                    organizations:
                      - globex
                      - organization: acme
                        from: 2026-12-01
                        until: 2027-12-01
                  - code: banks
                    name: Banks
                """;
        assertThat(OrganizationsFile.read(text, errors)
                        .orElseThrow()
                        .directory()
                        .groups())
                .containsExactly(
                        new OrganizationDirectory.Group(
                                "health",
                                "Hospitals and insurers",
                                List.of(
                                        new OrganizationDirectory.GroupedOrganization("globex", null, null),
                                        new OrganizationDirectory.GroupedOrganization(
                                                "acme",
                                                Instant.parse("2026-12-01T00:00:00Z"),
                                                Instant.parse("2027-12-01T00:00:00Z")))),
                        new OrganizationDirectory.Group("banks", "Banks", List.of()));
        assertThat(errors.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'code: a, name: A, organizations: [initech]'      | groups[0].organizations[0].organization: there is no Organization with the key 'initech'
            'code: a, name: A, organizations: [acme, ACME]'   | groups[0].organizations[1].organization: 'acme' is there twice
            'code: a, name: A}, {code: a, name: B'            | groups[1].code: 'a' is there twice
            'code: a'                                         | groups[0].name: is missing
            'code: a, name: A, organizations: [{organization: acme, from: 2027-01-02, until: 2027-01-01}]' | groups[0].organizations[0].until: has to be after from
            """)
    void namesWhatIsWrongAboutAccessGroups(String group, String problem) {
        OrganizationsFile.read(ORGANIZATIONS + "groups: [{" + group + "}]\n", errors);

        assertThat(errors.list())
                .extracting(ValidationError::toString)
                .containsExactly("organizations.yaml, line 23, " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            email: Ada@acme.example | email: ada              | organizations.yaml, line 2, users[0].email: 'ada' has to be an e-mail address
            email: Ada@acme.example | email: TOM@acme.example | organizations.yaml, line 5, users[1].email: 'tom@acme.example' is there twice
            email: Ada@acme.example | email: eve@acme.example | organizations.yaml, line 12, organizations[0].members[0].email: 'ada@acme.example' is not among the users
            email: ada@ACME.example | email: tom@acme.example | organizations.yaml, line 14, organizations[0].members[1].email: 'tom@acme.example' is there twice
            slug: globex            | slug: acme              | organizations.yaml, line 16, organizations[1].slug: 'acme' is there twice
            slug: globex            | slug: Globex            | organizations.yaml, line 16, organizations[1].slug: 'Globex' has to be lower-case letters, digits and single hyphens between them, at most 63
            name: Ada Mercer        | name: "\\u200b"        | organizations.yaml, line 3, users[0].name: needs a letter or a digit, and may not have invisible characters
            name: Ada Mercer        | name: "Ada\\u202ecreM" | organizations.yaml, line 3, users[0].name: needs a letter or a digit, and may not have invisible characters
            role: MEMBER            | role: OWNER             | organizations.yaml, line 15, organizations[0].members[1].role: 'OWNER' has to be one of ADMIN, MEMBER
            role: EDITOR            | role: SUPPORT           | organizations.yaml, line 22, desk[1].role: 'tom@acme.example' has this role already
            role: SUPPORT           | role: ADMIN             | organizations.yaml, line 22, desk[1].role: 'ADMIN' has to be one of EDITOR, APPROVER, SUPPORT, AUDITOR
            """)
    void namesFileLineFieldAndWhatIsWrong(String passage, String replacement, String problem) {
        assertThat(ORGANIZATIONS).contains(passage);
        OrganizationsFile.read(ORGANIZATIONS.replace(passage, replacement), errors);

        assertThat(errors.list()).extracting(ValidationError::toString).contains(problem);
    }

    @Test
    void readsKeysInLowerCaseAndWhoReturns() {
        String text = ORGANIZATIONS
                .replace("  - email: Ada@", "  - key: Ada-1\n    returns: true\n    email: Ada@")
                .replace("  - slug: acme", "  - key: 4711\n    returns: false\n    slug: acme")
                .replace("  - slug: globex", "  - returns: 01970000-0000-7000-8000-00000000000A\n    slug: globex");

        OrganizationDirectory directory =
                OrganizationsFile.read(text, errors).orElseThrow().directory();

        assertThat(errors.list()).isEmpty();
        assertThat(directory.users())
                .extracting(OrganizationDirectory.User::key, OrganizationDirectory.User::returns)
                .containsExactly(tuple("ada-1", "true"), tuple("tom@acme.example", null));
        assertThat(directory.organizations())
                .extracting(OrganizationDirectory.Entry::key, OrganizationDirectory.Entry::returns)
                .containsExactly(tuple("4711", null), tuple("globex", "01970000-0000-7000-8000-00000000000a"));
    }

    /** An accent as a mark of its own, as some editors write it, is the same letter. */
    @Test
    void readsANameAsTheSameTextHoweverItsAccentsAreWritten() {
        String text = ORGANIZATIONS.replace("Tomás", "Toma\u0301s");

        assertThat(OrganizationsFile.read(text, errors)
                        .orElseThrow()
                        .directory()
                        .users()
                        .get(1)
                        .name())
                .isEqualTo("Tomás Okafor");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            slug: globex            | key: acme     | slug: globex | organizations.yaml, line 16, organizations[1].key: 'acme' is the key of two entries; without a field 'key', it is the slug
            slug: acme              | key: globex   | slug: acme   | organizations.yaml, line 17, organizations[1].slug: 'globex' is the key of two entries; without a field 'key', it is the slug
            email: tom@acme.example | key: ada@ACME.example | email: tom@acme.example | organizations.yaml, line 5, users[1].key: 'ada@acme.example' is the key of two entries; without a field 'key', it is the email
            slug: globex            | key: a b      | slug: globex | organizations.yaml, line 16, organizations[1].key: 'a b' has to be 1 to 254 characters of a-z, 0-9 and punctuation, without spaces
            slug: globex            | returns: yes  | slug: globex | organizations.yaml, line 16, organizations[1].returns: 'yes' has to be true, false, or the id that the log gave
            """)
    void namesWhatIsWrongWithAKey(String passage, String line, String next, String problem) {
        String text = ORGANIZATIONS.replaceFirst("- " + passage, "- " + line + "\n    " + next);
        OrganizationsFile.read(text, errors);

        assertThat(errors.list()).extracting(ValidationError::toString).containsExactly(problem);
    }

    @Test
    void aPlainPasswordIsRefusedWithoutRepeatingIt() {
        OrganizationsFile.read(ORGANIZATIONS.replaceFirst("'\\{bcrypt}[^']*'", "correct horse"), errors);

        assertThat(errors.list())
                .extracting(ValidationError::toString)
                .containsExactly(
                        "organizations.yaml, line 4, users[0].password: has to be a {bcrypt} hash of cost 10 to 16, or"
                                + " an {argon2} hash with 4 to 256 MiB (m), 1 to 20 passes (t) and 1 to 16 lanes (p), and never"
                                + " the password itself; make one with: java -jar compliance-center.jar hash-password");
    }
}
