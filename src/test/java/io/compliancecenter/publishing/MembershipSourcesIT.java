package io.compliancecenter.publishing;

import static io.compliancecenter.publishing.OrganizationPublishingIT.GLOBEX;
import static io.compliancecenter.publishing.OrganizationPublishingIT.TOM;
import static io.compliancecenter.publishing.OrganizationPublishingIT.TOM_IN_ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.publishing.folder.TestFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing changes users and memberships that come from files, and retires an invited account whose address files name. It leaves alone all others. */
class MembershipSourcesIT {

    private static final String FILE = "organizations.yaml";

    private static final String IDA = """
              - email: ida@acme.example
                name: Ida
                password: '%s'
            """.formatted(TestFolder.HASH);

    private final PublishingApplication application = PublishingApplication.shared();

    @TempDir
    Path directory;

    private TestFolder folder;

    /** Ida came to Globex by invitation, and Pia through a provider. Tom, of Acme's files, was invited to Globex. */
    @BeforeEach
    void publish() {
        application.reset();
        folder = TestFolder.in(directory).withoutCertificates();
        application.publish(folder);
        application.rows("""
                with ida as (
                    insert into user_account (email, name, password_hash, source)
                    values ('ida@acme.example', 'Ida Invited', '%s', 'INVITATION') returning id),
                pia as (
                    insert into user_account (email, name, source)
                    values ('pia@acme.example', 'Pia', 'PROVIDER') returning id),
                people (id, source, issuer) as (
                    select id, 'INVITATION', null from ida
                    union all select id, 'PROVIDER', 'https://login.example' from pia
                    union all select id, 'INVITATION', null from user_account where email = 'tom@acme.example'),
                joined as (
                    insert into member (organization_id, user_id, role, source, issuer, joined_at)
                    select o.id, people.id, 'ADMIN', people.source, people.issuer, now()
                      from people, organization o where o.slug = 'globex' returning 1)
                select count(*) from joined
                """.formatted(TestFolder.OTHER_HASH));
    }

    private List<String> users() {
        return application.rows("""
                select email, name, source, key, case when retired_at is null then 'user' else 'retired' end
                  from user_account order by email
                """);
    }

    private List<String> members() {
        return application.rows("""
                select o.slug, u.email, m.role, m.source, case when m.retired_at is null then 'member' else 'retired' end
                  from member m join user_account u on u.id = m.user_id join organization o on o.id = m.organization_id
                 order by o.slug, u.email
                """);
    }

    // DirectoryTables: "known.source = 'FILES'" in MERGE_USERS and MERGE_MEMBERS
    @Test
    void whoComesFromElsewhereStays() {
        folder.replace(FILE, "name: Acme", "name: Acme Incorporated");
        application.publish(folder);

        assertThat(users())
                .containsExactly(
                        "ada@acme.example|Ada|FILES|ada@acme.example|user",
                        "ida@acme.example|Ida Invited|INVITATION|null|user",
                        "pia@acme.example|Pia|PROVIDER|null|user",
                        "tom@acme.example|Tom|FILES|tom@acme.example|user");
        assertThat(members())
                .containsExactly(
                        "acme|ada@acme.example|ADMIN|FILES|member",
                        "acme|tom@acme.example|MEMBER|FILES|member",
                        "globex|ada@acme.example|MEMBER|FILES|member",
                        "globex|ida@acme.example|ADMIN|INVITATION|member",
                        "globex|pia@acme.example|ADMIN|PROVIDER|member",
                        "globex|tom@acme.example|ADMIN|INVITATION|member");
    }

    // DirectoryTables: RETIRE_INVITED. The address may have been given to somebody else.
    @Test
    void whomFilesNameIsSomebodyElseThanWhoWasInvitedUnderTheAddress() {
        String before = id();
        folder.replace(FILE, "role: ADMIN\n", "role: ADMIN\n" + TOM_IN_ACME.replace("tom", "ida"));
        folder.replace(FILE, "users:\n", "users:\n" + IDA);
        application.publish(folder);

        assertThat(users())
                .contains(
                        "ida@acme.example|Ida Invited|INVITATION|null|retired",
                        "ida@acme.example|Ida|FILES|ida@acme.example|user");
        assertThat(application.rows("select user_with_memberships('%s', null) is null".formatted(before)))
                .containsExactly("true");
        assertThat(application.rows("""
                        select o.slug from member m join user_account u on u.id = m.user_id
                          join organization o on o.id = m.organization_id
                         where u.email = 'ida@acme.example' and u.retired_at is null
                        """)).containsExactly("acme");
    }

    @Test
    void aMembershipThatFilesNameIsTakenOver() {
        folder.replace(FILE, GLOBEX, GLOBEX + TOM_IN_ACME);
        application.publish(folder);
        assertThat(members()).contains("globex|tom@acme.example|MEMBER|FILES|member");

        folder.replace(FILE, GLOBEX + TOM_IN_ACME, GLOBEX);
        // Otherwise it would be the edition of before, which is not published again.
        folder.replace(FILE, "name: Acme", "name: Acme Incorporated");
        application.publish(folder);
        assertThat(members()).contains("globex|tom@acme.example|MEMBER|FILES|retired");
    }

    // DirectoryTables: "known.managed_by = 'FOLDER'"; OrganizationPublisher: left
    @Test
    void anOrganizationThatTheDeskManagesStaysAsItIs() {
        importInitech();
        folder.replace(FILE, "name: Acme", "name: Acme Incorporated");
        application.publish(folder);
        assertThat(organizations()).contains("initech|Initech|DESK|true");

        // Named by the folder, it is left out, with its members.
        folder.replace(FILE, "organizations:\n", "organizations:\n" + entry("initech", "slug: other-slug"));
        application.publish(folder);
        assertThat(organizations()).contains("initech|Initech|DESK|true").noneMatch(row -> row.contains("Another"));
        assertThat(members())
                .contains("initech|ida@acme.example|MEMBER|IMPORT|member")
                .noneMatch(member -> member.startsWith("initech|ada"));
    }

    // OrganizationPublisher: slugAtDesk
    @Test
    void theSlugOfAnOrganizationOfTheDeskIsTaken() {
        importInitech();
        folder.replace(FILE, "organizations:\n", "organizations:\n" + entry("another", "slug: initech"));
        assertThatThrownBy(() -> application.publish(folder))
                .hasMessageContaining("slug")
                .hasMessageContaining("'initech' is the slug of another Organization, which the desk manages");
        assertThat(organizations()).contains("initech|Initech|DESK|true");
    }

    private static String entry(String key, String slug) {
        return """
                  - key: %s
                    %s
                    name: Another
                    members:
                      - email: ada@acme.example
                        role: ADMIN
                """.formatted(key, slug);
    }

    private void importInitech() {
        application.rows("""
                with initech as (
                    insert into organization (key, slug, name) values ('initech', 'initech', 'Initech') returning id),
                joined as (
                    insert into member (organization_id, user_id, role, source, joined_at)
                    select initech.id, u.id, 'MEMBER', 'IMPORT', now() from initech, user_account u
                     where u.email = 'ida@acme.example' returning 1)
                select count(*) from joined
                """);
        application.rows("update organization set managed_by = 'DESK' where slug = 'initech' returning slug");
    }

    private List<String> organizations() {
        return application.rows("select slug, name, managed_by, retired_at is null from organization order by slug");
    }

    @Test
    void whoIsRetiredByFilesKeepsNothingByInvitation() {
        folder.replace(FILE, TOM_IN_ACME, "");
        folder.replace(FILE, TOM, "");
        application.publish(folder);

        assertThat(users()).contains("tom@acme.example|Tom|FILES|tom@acme.example|retired");
        assertThat(application.rows("""
                        select user_with_memberships(id, null) is null from user_account where email = 'tom@acme.example'
                        """)).containsExactly("true");
    }

    private String id() {
        return application
                .rows("select id from user_account where email = 'ida@acme.example'")
                .get(0);
    }
}
