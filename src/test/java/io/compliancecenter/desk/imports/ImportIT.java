package io.compliancecenter.desk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.mail.Mailbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a file to its Organizations and invitations. */
class ImportIT extends ImportTest {

    @Autowired
    Mailbox mailbox;

    private String email(String name) {
        return name + "@" + slug + ".example";
    }

    @Test
    void whatThePreviewShowsIsImported() {
        Answer preview =
                upload(slug + ",Acme," + email("ada") + ",Ada,ADMIN\n" + slug + ",," + email("tom") + ",,MEMBER\n");
        assertThat(changes(preview))
                .containsExactly(
                        "2 Acme " + slug + " – Organization added",
                        "2 Acme " + slug + " Ada " + email("ada") + " Added as Admin",
                        "3 Acme " + slug + " " + email("tom") + " Added as Member");
        assertThat(errors(preview)).isEmpty();
        assertThat(rows("select slug from organization where slug = ?", slug)).isEmpty();

        Answer applied = apply(desk, preview, true);

        assertThat(summary(applied)).isEqualTo("New Organizations 1 People added 2 Invitations sent 2");
        assertThat(rows("select key || ' ' || name || ' ' || managed_by from organization where slug = ?", slug))
                .containsExactly(slug + " Acme DESK");
        assertThat(invitations(slug))
                .containsExactly(email("ada") + " ADMIN IMPORT Ada", email("tom") + " MEMBER IMPORT");
        assertThat(members(slug)).isEmpty();
        assertThat(entries(slug)).containsExactly("member-invited", "member-invited");
        assertThat(rows(
                        "select kind || ' ' || convert_from(payload, 'UTF8') from evidence_entry where chain_id = vendor_chain()"
                                + " and user_id = ?",
                        support.id()))
                .singleElement()
                .asString()
                .startsWith("customers-imported")
                .contains("customers.csv", "\"INVITED\": 2", "\"MAILED\": 2", support.email())
                .contains(preview.html()
                        .select(".fingerprint")
                        .text()
                        .replaceAll("[^0-9a-f]", "")
                        .substring(0, 8));
        // What the file says about people is not kept.
        assertThat(rows(
                        "select coalesce(cast(lines as text), 'none') from customer_import where created_by = ?",
                        support.id()))
                .containsExactly("none");
        assertThat(mailbox.awaitOne(email("ada")).subject()).endsWith(" invites you to Acme");
    }

    @Test
    void whoeverHasTheLinkJoinsAsImported() {
        apply(desk, upload(slug + ",Acme," + email("ada") + ",Ada,ADMIN\n"), true);
        String link = mailbox.awaitOne(email("ada")).link().getPath();
        Client ada = new Client(port);
        assertThat(ada.get(link).html().select("#invitation-text").text()).contains(support.name(), "Acme", "Admin");

        ada.submit(
                ada.get(link).form("/account"),
                Map.of("name", "Ada Lovelace", "password", Fixtures.PASSWORD, "repeated", Fixtures.PASSWORD));

        assertThat(ada.get("/organizations/" + slug + "/certifications").status())
                .isEqualTo(200);
        assertThat(members(slug)).containsExactly(email("ada") + " ADMIN IMPORT");
        assertThat(ada.get("/organizations/" + slug + "/members")
                        .html()
                        .select("#members .cell-source")
                        .text())
                .startsWith("Added by ");
        assertThat(desk.get(customer()).html().select("#members").text()).contains("Import");
        assertThat(desk.get(customer()).html().select("#manager").text()).isEqualTo("Managed at the desk");
    }

    private String customer() {
        return "/desk/customers/"
                + rows("select cast(id as text) from organization where slug = ?", slug)
                        .get(0);
    }

    // apply_import: no membership of an account that is there; accept_invitation
    @Test
    void whoHasAnAccountIsNoMemberBeforeTheyAcceptItThemselves() {
        Tenant elsewhere = fixtures.organization();
        Client known = signedIn(elsewhere.admin());

        imported(slug + ",Acme," + elsewhere.admin().email() + ",,MEMBER\n");

        assertThat(members(slug)).isEmpty();
        assertThat(known.get("/organizations/" + slug + "/compliances").status())
                .isEqualTo(404);
        // A mail with the link is missing: send it now.
        Answer again = upload(slug + ",," + elsewhere.admin().email() + ",,MEMBER\n");
        assertThat(summary(again)).isEqualTo("Lines that change nothing 1");
        assertThat(summary(apply(desk, again, true))).contains("Invitations sent 1");
        String link = mailbox.awaitOne(elsewhere.admin().email()).link().getPath();
        known.submit(known.get(link).form("/membership"), Map.of());
        assertThat(members(slug)).containsExactly(elsewhere.admin().email() + " MEMBER IMPORT");
        // And nobody has to be invited any more.
        assertThat(upload(slug + ",," + elsewhere.admin().email() + ",,MEMBER\n")
                        .html()
                        .select("#apply"))
                .isEmpty();
    }

    @Test
    void tenThousandLinesWithOneErrorImportNothing() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.append("%s-%d,Organization %d,p%d@%s.example,Person %d,%s\n"
                    .formatted(slug, i / 20, i / 20, i, slug, i, i == 7_776 ? "BOSS" : "MEMBER"));
        }

        Answer preview = upload(lines.toString());

        assertThat(errors(preview)).containsExactly("7778 role “BOSS” is not a role. Enter ADMIN or MEMBER.");
        assertThat(preview.html().select("#apply")).isEmpty();
        assertThat(preview.html().select("#changes tbody tr")).hasSize(ImportPage.SIZE);
        String csv = desk.get(preview.html().select("#errors-csv").attr("href")).text();
        assertThat(csv.lines().skip(1))
                .containsExactly("\"7778\",\"role\",\"“BOSS” is not a role. Enter ADMIN or MEMBER.\"");
        // Nor by a form of one's own making
        Answer forced = desk.post(path(preview), Map.of("_csrf", desk.token(), "plan", plan(path(preview))));
        assertThat(forced.location()).endsWith("?changed=true");
        assertThat(rows("select slug from organization where slug like ?", slug + "%"))
                .isEmpty();
    }

    private static String path(Answer preview) {
        return preview.response().uri().getPath();
    }

    private String plan(String path) {
        return rows("""
                        select encode(plan_sha256(array(select c from plan_import(lines) c)), 'hex') from customer_import
                         where id = cast(? as uuid)
                        """, path.substring(path.lastIndexOf('/') + 1)).get(0);
    }

    @Test
    void fiveHundredOrganizationsTakeAFewSeconds() {
        String lines = IntStream.range(0, 2_000)
                .mapToObj(i -> "%s-%d,Organization %d,p%d@%s.example,Person %d,%s\n"
                        .formatted(slug, i / 4, i / 4, i, slug, i, i % 4 == 0 ? "ADMIN" : "MEMBER"))
                .reduce("", String::concat);
        Instant begin = Instant.now();

        Answer preview = upload(lines);
        Answer done = apply(preview);

        assertThat(summary(done)).isEqualTo("New Organizations 500 People added 2000");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(rows(
                        "select cast(count(*) as text) from organization where slug like ? and managed_by = 'DESK'",
                        slug + "%"))
                .containsExactly("500");
    }

    // apply_import: plan_sha256
    @Test
    void whatHasChangedSinceThePreviewIsNotImported() {
        imported(slug + ",Acme,,,\n");
        Answer preview = upload(slug + ",Acme Incorporated,,,\n");
        imported(slug + ",Acme Corporation,,,\n");

        Answer refused = apply(preview);

        assertThat(refused.html().select("#changed").text()).startsWith("Nothing was imported");
        assertThat(changes(refused))
                .containsExactly("2 Acme Incorporated " + slug + " – Organization renamed; it was “Acme Corporation”");
        assertThat(rows("select name from organization where slug = ?", slug)).containsExactly("Acme Corporation");
        // Now they have seen it.
        assertThat(apply(refused).html().select("#done")).hasSize(1);
        assertThat(rows("select name from organization where slug = ?", slug)).containsExactly("Acme Incorporated");
    }

    // apply_import: pg_advisory_xact_lock
    @Test
    void ofTwoImportsAtOnceTheSecondSeesWhatTheFirstDid() throws Exception {
        List<Client> clients = List.of(desk, signedIn(fixtures.deskPerson("SUPPORT")));
        String lines = IntStream.range(0, 50)
                .mapToObj(i -> "%s,Acme,p%d@%s.example,,MEMBER\n".formatted(slug, i, slug))
                .reduce(HEADER, String::concat);
        List<Answer> previews = clients.stream()
                .map(client -> upload(client, lines.getBytes(StandardCharsets.UTF_8)))
                .toList();
        CyclicBarrier start = new CyclicBarrier(2);

        List<CompletableFuture<Answer>> both = IntStream.range(0, 2)
                .mapToObj(i -> OwnThread.supply(() -> {
                    await(start);
                    return apply(clients.get(i), previews.get(i), false);
                }))
                .toList();

        assertThat(both.stream()
                        .map(CompletableFuture::join)
                        .map(page -> page.html().select("#done, #changed").eachAttr("id")))
                .containsExactlyInAnyOrder(List.of("done"), List.of("changed"));
        assertThat(invitations(slug)).hasSize(50);
        assertThat(entries(slug)).hasSize(50);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    // apply_import: "applied_at is not null"
    @Test
    void aDoubleClickIsOneImport() {
        Answer preview = upload(slug + ",Acme," + email("ada") + ",,ADMIN\n");
        for (int click = 0; click < 2; click++) {
            assertThat(desk.submit(form(preview), Map.of("send", "true")).location())
                    .endsWith(path(preview));
        }
        assertThat(invitations(slug)).hasSize(1);
        assertThat(rows("select kind from mail where recipient = ?", email("ada")))
                .hasSize(1);
    }

    @Test
    void anUploadThatIsNoSuchFileIsRefusedOrNamed() {
        var form = desk.get("/desk/customers/import").form("/import");
        assertThat(desk.upload(form, Map.of(), "customers.csv", new byte[0])
                        .html()
                        .select("#file-error")
                        .text())
                .isEqualTo("Choose a file.");
        Answer large = desk.upload(form, Map.of(), "customers.csv", new byte[ImportUploads.MAX_SIZE + 1]);
        assertThat(large.status()).isEqualTo(422);
        assertThat(large.html().select("#file-error").text()).contains("5 MiB");
        assertThat(errors(upload(desk, new byte[] {(byte) 0xff, (byte) 0xfe, 'o', 0})))
                .containsExactly("1 – This line is not in UTF-8. In Excel, save the file as “CSV UTF-8”.");
        assertThat(desk.get("/desk/customers/import/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotImportedIsDeletedAfterADay() {
        Answer old = upload(slug + ",Acme,,,\n");
        fixtures.update(
                "update customer_import set created_at = now() - interval '25 hours' where created_by = ?",
                support.id());
        upload(slug + ",Acme,,,\n");
        assertThat(desk.get(path(old)).status()).isEqualTo(404);
        for (int i = 0; i < 11; i++) {
            upload(slug + ",Acme,,,\n");
        }
        assertThat(rows("select 'one' from customer_import where created_by = ?", support.id()))
                .hasSize(10);
    }

    @Test
    void theExportCanBeImportedAgain() {
        Tenant tenant = fixtures.organization();
        fixtures.update("update organization set name = '=Formula' where id = ?", tenant.id());
        imported(slug + ",Acme," + email("ada") + ",Ada,ADMIN\n" + slug + "-empty,Empty,,,\n");

        Answer export = desk.get("/desk/customers.csv");

        assertThat(export.header("Content-Disposition")).contains("customers.csv");
        List<String> lines = export.text().lines().toList();
        assertThat(lines.get(0).replace("\"", ""))
                .endsWith(
                        "organization,organization_name,email,name,role,slug,managed_by,suspended_at,state,source,provider,since,"
                                + "organization_id");
        assertThat(lines)
                .anyMatch(line -> line.startsWith(
                        "\"%s\",\"'=Formula\",\"%s\",\"%s\",\"ADMIN\",\"%s\",\"FOLDER\",\"\",\"MEMBER\",\"FILES\",\"\","
                                .formatted(
                                        tenant.slug(),
                                        tenant.admin().email(),
                                        tenant.admin().name(),
                                        tenant.slug())))
                .anyMatch(line -> line.startsWith(
                        "\"%s\",\"Acme\",\"%s\",\"Ada\",\"ADMIN\",\"%s\",\"DESK\",\"\",\"INVITED\",\"IMPORT\",\"\","
                                .formatted(slug, email("ada"), slug)))
                .anyMatch(line -> line.startsWith("\"%s-empty\",\"Empty\",\"\",\"\",\"\",".formatted(slug)));
        String own = Stream.concat(
                        Stream.of(lines.get(0)),
                        lines.stream().filter(line -> line.contains(slug) || line.contains(tenant.slug())))
                .reduce("", (all, line) -> all + line + "\n");
        Answer again = upload(desk, own.getBytes(StandardCharsets.UTF_8));
        assertThat(errors(again)).isEmpty();
        assertThat(changes(again)).isEmpty();
        assertThat(summary(again)).isEqualTo("Lines that change nothing 3");
    }
}
