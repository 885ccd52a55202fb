package io.compliancecenter.desk.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a paper to a download without the terms, and back, by the pages of the desk. */
class AgreementsAtDeskIT extends CertificateOnOffer {

    private static final byte[] PAPER = Pdfs.page("Mutual non-disclosure agreement");

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    PaperAgreements papers;
    Client support;
    Client approver;

    @BeforeEach
    void employ() {
        papers = new PaperAgreements(fixtures, desk);
        support = signedIn(papers.support());
        approver = signedIn(papers.approver());
    }

    private Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    private Client signedIn(String role) {
        return signedIn(fixtures.deskPerson(role));
    }

    private String customer() {
        return "/desk/customers/" + tenant.id();
    }

    private Map<String, String> particulars(Client client) {
        return new HashMap<>(Map.of(
                "_csrf", client.token(),
                "vendorParty", "Northwind Ltd",
                "customerParty", "Acme GmbH",
                "signedOn", "2026-03-01",
                "from", "2026-03-01",
                "until", LocalDate.now().plusYears(1).toString()));
    }

    /** The address of a new agreement, by the form, which takes a process that checks its paper. */
    private String uploaded() {
        Answer saved = support.upload(customer() + "/agreements/new", particulars(support), "nda.pdf", PAPER);
        assertThat(saved.status()).as(saved.text()).isEqualTo(303);
        return saved.location().replaceAll("\\?.*", "");
    }

    /** The address of a new agreement, which the database was given as the form gives it. */
    private String drafted() {
        return drafted(papers);
    }

    private String drafted(PaperAgreements by) {
        return customer() + "/agreements/" + by.open(tenant, "-1 day", "1 year");
    }

    private static byte[] paper(String address) {
        return PaperAgreements.paper(UUID.fromString(address.substring(address.lastIndexOf('/') + 1)));
    }

    private static Answer step(Client client, String address, String step, Map<String, String> filledIn) {
        Answer done = client.submit(client.get(address).form("/" + step), filledIn);
        assertThat(done.status()).isEqualTo(303);
        return client.get(done.location());
    }

    private String approved() {
        String address = drafted();
        step(support, address, "submission", Map.of());
        step(approver, address, "approval", Map.of());
        return address;
    }

    private String wayToDownload() {
        return admin.submit(
                        admin.get(tenant.path("/certifications")).form(issued.certificate() + "/downloads"), Map.of())
                .location();
    }

    @Test
    void aPaperLeadsToDownloadsWithoutTheTermsUntilItIsEnded() {
        Answer customer = support.get(customer());
        Answer form = support.get(customer.html().select("#new-agreement").attr("href"));
        assertThat(form.html().select("#customerParty").val()).isEqualTo(tenant.name());
        String address = uploaded();
        assertThat(wayToDownload()).endsWith("/terms");

        assertThat(step(support, address, "submission", Map.of())
                        .html()
                        .select("#outcome")
                        .text())
                .isEqualTo("The agreement is in review.");
        assertThat(approver.get("/desk/agreements").html().select(".desk-list").text())
                .contains(tenant.name());
        Document review = approver.get(address).html();
        assertThat(review.select("main").text()).contains("Northwind Ltd", "Acme GmbH", "1 Mar 2026");
        assertThat(approver.get(review.select("#paper").attr("href")).bytes()).isEqualTo(PAPER);
        assertThat(wayToDownload()).endsWith("/terms");

        assertThat(step(approver, address, "approval", Map.of())
                        .html()
                        .select("h1 .badge")
                        .text())
                .isEqualTo("In force");
        assertThat(wayToDownload()).startsWith(tenant.path("/downloads/"));
        assertThat(support.get(customer()).html().select("#agreements").text()).contains("In force");

        Answer withoutReason = step(support, address, "end", Map.of("reason", " "));
        assertThat(withoutReason.html().select("#reason-error").text()).isEqualTo("Enter a reason. It is recorded.");
        step(support, address, "end", Map.of("reason", "The customer gave notice"));
        assertThat(support.get(address).html().select("main").text())
                .contains("Ended early", "The customer gave notice");
        assertThat(wayToDownload()).endsWith("/terms");
    }

    @Test
    void eachStepIsAnEntryOfTheVendorsRecordAndWhatConcernsTheCustomerOfTheirs() {
        String address = drafted();
        step(support, address, "submission", Map.of());
        step(approver, address, "return", Map.of("remark", "The date is wrong"));
        step(support, address, "submission", Map.of());
        step(approver, address, "approval", Map.of());
        step(approver, address, "end", Map.of("reason", "Superseded by another"));
        String id = address.substring(address.lastIndexOf('/') + 1);
        String kinds =
                "select kind from evidence_entry where subject_id = cast(? as uuid) and chain_id %s vendor_chain()"
                        + " order by sequence";
        assertThat(owner.<List<String>>work(sql -> sql.sql(kinds.formatted("="))
                        .param(id)
                        .query(String.class)
                        .list()))
                .containsExactly(
                        "agreement-submitted",
                        "agreement-returned",
                        "agreement-submitted",
                        "agreement-approved",
                        "agreement-ended");
        assertThat(owner.<List<String>>work(sql -> sql.sql(kinds.formatted("<>"))
                        .param(id)
                        .query(String.class)
                        .list()))
                .containsExactly("agreement-approved", "agreement-ended");
        String own =
                owner.work(sql -> sql.sql("""
                        select string_agg(convert_from(payload, 'UTF8'), ' ') from evidence_entry
                         where subject_id = cast(? as uuid) and chain_id <> vendor_chain()
                        """).param(id).query(String.class).single());
        assertThat(own)
                .contains(tenant.name() + " GmbH", "2026-03-01")
                .doesNotContain("Desk person", "Superseded by another");
        assertThat(admin.get(tenant.path("/activity")).html().select("tbody tr").eachText())
                .hasSize(2)
                .allMatch(row -> row.contains("Signed on paper on 1 Mar 2026"));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndWhatWasTypedStays() {
        Map<String, String> typed = particulars(support);
        typed.putAll(Map.of("vendorParty", " ", "signedOn", "2999-01-01", "from", "soon", "until", "2001-01-01"));
        Answer answer = support.upload(customer() + "/agreements/new", typed, "nda.txt", PAPER);
        assertThat(answer.status()).isEqualTo(422);
        Document page = answer.html();
        assertThat(page.select(".desk-error").eachAttr("id"))
                .containsExactly("file-error", "vendorParty-error", "signedOn-error", "from-error", "until-error");
        assertThat(page.select("#customerParty").val()).isEqualTo("Acme GmbH");
        assertThat(page.select("#signedOn").val()).isEqualTo("2999-01-01");
        assertThat(support.upload(customer() + "/agreements/new", particulars(support), "nda.pdf", new byte[0])
                        .html()
                        .select("#file-error")
                        .text())
                .isEqualTo("Choose a PDF.");
    }

    // AgreementFormController.save: checked.objection()
    @Test
    void whatIsNoReadablePdfIsRefusedWithTheCause() {
        Answer answer = support.upload(
                customer() + "/agreements/new", particulars(support), "nda.pdf", "%PDF-1.7 nothing".getBytes());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.html().select("#file-error").text()).startsWith("nda.pdf ");
        assertThat(support.get(customer()).html().select("#agreements .desk-list"))
                .isEmpty();
    }

    @Test
    void aChangeKeepsThePaperUnlessThereIsANewOne() {
        String address = drafted();
        Map<String, String> changed = particulars(support);
        changed.putAll(Map.of("customerParty", "Acme AG", "revision", "1", "until", ""));
        assertThat(support.upload(address + "/edit", changed, "", new byte[0]).status())
                .isEqualTo(303);
        assertThat(support.get(address + "/paper").bytes()).isEqualTo(paper(address));
        assertThat(support.get(address).html().select("main").text()).contains("Acme AG", "No end");
        byte[] other = Pdfs.page("Another paper");
        changed.put("revision", "2");
        assertThat(support.upload(address + "/edit", changed, "nda.pdf", other).status())
                .isEqualTo(303);
        assertThat(support.get(address + "/paper").bytes()).isEqualTo(other);
    }

    @Test
    void theSecondOfTwoWhoChangeItIsTold() {
        String address = drafted();
        Client colleague = signedIn("SUPPORT");
        Map<String, String> theirs = particulars(colleague);
        theirs.putAll(Map.of("customerParty", "Acme AG", "from", "2026-02-03", "until", "2099-12-31", "revision", "1"));
        assertThat(colleague.upload(address + "/edit", theirs, "", new byte[0]).status())
                .isEqualTo(303);
        Map<String, String> mine = particulars(support);
        mine.putAll(Map.of(
                "vendorParty", "Vendor SE",
                "customerParty", "Acme SE",
                "signedOn", "2026-01-02",
                "from", "2026-01-03",
                "until", "",
                "revision", "1"));
        Answer conflict = support.upload(address + "/edit", mine, "", new byte[0]);
        assertThat(conflict.status()).isEqualTo(409);
        Elements fields = conflict.html().select("#theirs tbody tr");
        assertThat(fields.eachAttr("data-field"))
                .containsExactly("vendorParty", "customerParty", "signedOn", "from", "until");
        assertThat(fields.select("del [lang]").eachText()).contains("AG");
        assertThat(fields.last().select("td").get(0).text()).isEqualTo("2099-12-31");
        assertThat(fields.last().select("td").get(1).text()).isEmpty();
        assertThat(conflict.html().select("#theirs a[href$=/paper]")).hasSize(1);
        Answer withPaper = support.upload(address + "/edit", mine, "nda.pdf", Pdfs.page("Another paper"));
        assertThat(withPaper.status()).isEqualTo(409);
        // The browser does not keep it.
        assertThat(withPaper.html().select("#file-error")).hasSize(1);
        assertThat(support.get(address + "/paper").bytes()).isEqualTo(paper(address));
        assertThat(conflict.html().select("#customerParty").val()).isEqualTo("Acme SE");
        assertThat(support.upload(conflict.form("/edit"), Map.of(), "", new byte[0])
                        .status())
                .isEqualTo(303);
        assertThat(support.get(address).html().select("main").text()).contains("Acme SE");
    }

    @Test
    void nobodyApprovesWhatTheyWrote() {
        User author = fixtures.deskPerson("SUPPORT", "APPROVER");
        Client both = signedIn(author);
        String address = drafted(new PaperAgreements(desk, author, author));
        step(both, address, "submission", Map.of());
        Document page = both.get(address).html();
        assertThat(page.select("#own")).hasSize(1);
        assertThat(page.select("#approve")).isEmpty();
        Answer answer = both.post(
                address + "/approval",
                Map.of(
                        "_csrf",
                        both.token(),
                        "sha256",
                        page.select(".hash").last().text()));
        assertThat(both.get(answer.location()).html().select("#outcome").text()).startsWith("You wrote some of this");
        assertThat(wayToDownload()).endsWith("/terms");
    }

    @Test
    void anApprovalIsForWhatWasSeen() {
        String address = drafted();
        step(support, address, "submission", Map.of());
        var seen = approver.get(address).form("/approval");
        step(support, address, "return", Map.of());
        Map<String, String> changed = particulars(support);
        changed.putAll(Map.of("customerParty", "Acme AG", "revision", "3"));
        assertThat(support.upload(address + "/edit", changed, "", new byte[0]).status())
                .isEqualTo(303);
        step(support, address, "submission", Map.of());
        Answer answer = approver.submit(seen, Map.of());
        assertThat(approver.get(answer.location()).html().select("#outcome").text())
                .startsWith("The agreement has changed since you opened it.");
        assertThat(wayToDownload()).endsWith("/terms");
    }

    // AgreementController.sendBack
    @Test
    void aCommentStaysWhenTheAgreementWasChangedMeanwhile() {
        String address = drafted();
        step(support, address, "submission", Map.of());
        var seen = approver.get(address).form("/return");
        step(support, address, "return", Map.of());

        Answer open = approver.submit(seen, Map.of("remark", "Whose signature is this?"));
        assertThat(open.status()).isEqualTo(409);
        assertThat(open.html().select("#outcome").text()).startsWith("The agreement has changed");
        assertThat(open.html().select("#unsent").text()).endsWith("Whose signature is this?");

        step(support, address, "submission", Map.of());
        Answer inReview = approver.submit(seen, Map.of("remark", "Whose signature is this?"));
        assertThat(inReview.status()).isEqualTo(409);
        assertThat(inReview.html().getElementById("remark").val()).isEqualTo("Whose signature is this?");
        assertThat(approver.submit(inReview.form("/return"), Map.of()).location())
                .endsWith("?done=RETURNED");
    }

    @Test
    void whatIsDiscardedIsGoneWithItsPaper() {
        String address = drafted();
        step(support, address, "discarding", Map.of());
        assertThat(support.get(address).html().select("h1 .badge").text()).isEqualTo("Discarded");
        assertThat(support.get(address + "/paper").status()).isEqualTo(404);
    }

    @Test
    void whoeverReadsAllSeesItAndChangesNothing() {
        String address = approved();
        Client auditor = signedIn("AUDITOR");
        assertThat(auditor.get(address + "/paper").bytes()).isEqualTo(paper(address));
        assertThat(auditor.get(address).html().select("main form")).isEmpty();
        Client editor = signedIn("EDITOR");
        assertThat(editor.get(address).html().select("#paper")).isEmpty();
    }

    @Test
    void anAgreementIsFoundAtItsOwnOrganizationOnly() {
        String address = drafted();
        String elsewhere = address.replace(
                tenant.id().toString(), fixtures.organization().id().toString());
        assertThat(support.get(elsewhere).status()).isEqualTo(404);
        assertThat(support.get(elsewhere + "/paper").status()).isEqualTo(404);
    }
}
