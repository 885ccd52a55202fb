package io.compliancecenter.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.publishing.folder.TestFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganizationPublishingIT {

    private static final String FILE = "organizations.yaml";

    static final String GLOBEX = """
              - slug: globex
                name: Globex
                members:
                  - email: ada@acme.example
                    role: MEMBER
            """;

    static final String TOM = """
              - email: tom@acme.example
                name: Tom
                password: '%s'
            """.formatted(TestFolder.OTHER_HASH);

    static final String TOM_IN_ACME = """
                  - email: tom@acme.example
                    role: MEMBER
            """;

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

    private List<String> members() {
        return application.rows("""
                select slug, email, role, case when member.retired_at is null then 'member' else 'retired' end as state
                  from member join organization on organization.id = organization_id
                  join user_account on user_account.id = user_id order by slug, email
                """);
    }

    private List<String> users() {
        return application.rows("""
                select email, name, credential_version, case when retired_at is null then 'user' else 'retired' end as state
                  from user_account order by email
                """);
    }

    @Test
    void everythingInTheFileIsPublished() {
        assertThat(members())
                .containsExactly(
                        "acme|ada@acme.example|ADMIN|member",
                        "acme|tom@acme.example|MEMBER|member",
                        "globex|ada@acme.example|MEMBER|member");
        assertThat(users()).containsExactly("ada@acme.example|Ada|1|user", "tom@acme.example|Tom|1|user");
        assertThat(application.rows("select password_hash from user_account order by email"))
                .containsExactly(TestFolder.HASH, TestFolder.OTHER_HASH);
        assertThat(application.rows("select slug, name from organization order by slug"))
                .containsExactly("acme|Acme", "globex|Globex");
    }

    // publish_desk_approval
    @Test
    void theFileSaysWhetherASecondPersonApprovesAtTheDesk() {
        assertThat(application.rows("select requires_second_person()")).containsExactly("true");
        folder.replace(FILE, "organizations:", "desk-approval: SINGLE_PERSON\norganizations:");
        application.publish(folder);
        assertThat(application.rows("select requires_second_person()")).containsExactly("false");
        folder.replace(FILE, "SINGLE_PERSON", "SECOND_PERSON");
        application.publish(folder);
        assertThat(application.rows("select requires_second_person()")).containsExactly("true");
    }

    @Test
    void aRoleIsChanged() {
        folder.replace(FILE, "role: ADMIN", "role: MEMBER");
        application.publish(folder);

        assertThat(members()).contains("acme|ada@acme.example|MEMBER|member");
    }

    @Test
    void aMemberWhoIsMissingIsRetiredAndMayComeBackInAnotherRole() {
        folder.replace(FILE, TOM_IN_ACME, "");
        application.publish(folder);

        assertThat(members()).contains("acme|tom@acme.example|MEMBER|retired");

        folder.replace(FILE, "role: ADMIN\n", "role: ADMIN\n" + TOM_IN_ACME.replace("MEMBER", "ADMIN"));
        application.publish(folder);

        assertThat(members()).contains("acme|tom@acme.example|ADMIN|member");
    }

    @Test
    void anOrganizationThatIsMissingIsRetiredWithItsMembers() {
        folder.replace(FILE, GLOBEX, "");
        application.publish(folder);

        assertThat(members()).contains("globex|ada@acme.example|MEMBER|retired");
        assertThat(application.rows("select slug from organization where retired_at is not null"))
                .containsExactly("globex");
    }

    /** Fails without {@code credential_version} in {@code DirectoryTables}: old sessions would go on. */
    @Test
    void anotherPasswordEndsTheSessionsAndAnotherNameDoesNot() {
        folder.replace(FILE, "name: Ada", "name: Ada Mercer");
        application.publish(folder);
        assertThat(users()).contains("ada@acme.example|Ada Mercer|1|user");

        folder.replace(FILE, TestFolder.HASH, TestFolder.OTHER_HASH);
        application.publish(folder);
        assertThat(users()).containsExactly("ada@acme.example|Ada Mercer|2|user", "tom@acme.example|Tom|1|user");
    }

    @Test
    void aUserWhoIsMissingIsRetired() {
        folder.replace(FILE, TOM, "");
        folder.replace(FILE, TOM_IN_ACME, "");
        application.publish(folder);

        assertThat(users()).contains("tom@acme.example|Tom|1|retired");
        assertThat(members()).contains("acme|tom@acme.example|MEMBER|retired");
    }
}
