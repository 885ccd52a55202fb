package io.compliancecenter.desk.trace;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.stamping.Serial;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whose copy a file is, as the vendor asks for it at the desk. */
@IntegrationTest
class TraceAtDeskIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    Tenant tenant;
    Issued issued;
    Serial serial;

    @BeforeEach
    void download() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        UUID permit = actors.adminOf(tenant).permit(issued, "1 minute");
        serial = Serial.of(actors.adminOf(tenant)
                .inTransaction(database -> database.sql("select serial from download_permit where id = ?")
                        .params(permit)
                        .query((row, number) -> row.getBytes(1))
                        .single()));
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    private static Answer ask(Client client, String serial) {
        return client.submit(client.get("/desk/trace").form("/desk/trace"), Map.of("serial", serial));
    }

    /** What the record says that the person asked, latest first. */
    private List<String> recorded(User person) {
        return owner.work(database ->
                database.sql("""
                        select convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = vendor_chain() and kind = 'copy-traced' and user_id = ? order by sequence desc
                        """).params(person.id()).query(String.class).list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPPORT", "AUDITOR"})
    void aTypedSerialNamesTheMemberAndIsRecorded(String role) {
        User person = fixtures.deskPerson(role);

        Answer answer =
                ask(signedIn(person), serial.toString().toLowerCase(Locale.ROOT).replace('-', ' '));

        assertThat(answer.html().select("nav a[href=/desk/trace]")).hasSize(1);
        assertThat(answer.html().select("#answer").text())
                .contains(
                        serial.toString(), tenant.admin().name(), tenant.admin().email(), tenant.name());
        assertThat(recorded(person))
                .singleElement()
                .asString()
                .contains(person.email(), serial.value(), tenant.admin().email());
    }

    @Test
    void aMistypedSerialIsFoundAmongThoseThatExist() {
        String typed = serial.toString();
        String wrong = (typed.charAt(7) == 'A' ? 'B' : 'A') + typed.substring(8);

        Answer answer = ask(signedIn(fixtures.deskPerson("SUPPORT")), typed.substring(0, 7) + wrong);

        assertThat(answer.html().select("#answer").text())
                .contains(serial.toString(), tenant.admin().name(), "mistyped");
    }

    @Test
    void wordsThatAreNoSerialAreRefusedBesideTheField() {
        User person = fixtures.deskPerson("SUPPORT");

        Answer answer = ask(signedIn(person), "no serial");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.html().select("#serial-error").text()).contains("not a serial number");
        assertThat(answer.html().select("#serial").val()).isEqualTo("no serial");
        assertThat(recorded(person)).isEmpty();
    }

    @Test
    void aLeakedFileNamesTheMemberAndIsRecordedByItsHash() throws Exception {
        User person = fixtures.deskPerson("SUPPORT");
        Client support = signedIn(person);
        byte[] leaked = Pdfs.page("Licensed " + serial);

        Answer answer = support.upload(support.get("/desk/trace").form("/file"), Map.of(), "leaked.pdf", leaked);

        assertThat(answer.html().select("#answer").text())
                .contains(serial.toString(), tenant.admin().email());
        assertThat(recorded(person))
                .singleElement()
                .asString()
                .contains(Sha256.of(leaked), tenant.admin().email());
    }

    @Test
    void aFileWithoutASerialIsAnsweredAndRecordedToo() {
        User person = fixtures.deskPerson("SUPPORT");
        Client support = signedIn(person);

        Answer answer =
                support.upload(support.get("/desk/trace").form("/file"), Map.of(), "other.pdf", Pdfs.page("Nothing"));

        assertThat(answer.html().select("#nothing")).hasSize(1);
        assertThat(recorded(person)).singleElement().asString().contains("\"copies\": []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDITOR", "APPROVER"})
    void thoseWhoPublishMayNotAsk(String role) {
        User person = fixtures.deskPerson(role);
        Client client = signedIn(person);

        assertThat(client.get("/desk").html().select("nav a[href=/desk/trace]")).isEmpty();
        assertThat(client.get("/desk/trace").status()).isEqualTo(403);
        assertThat(client.post("/desk/trace", Map.of("serial", serial.toString(), "_csrf", client.token()))
                        .status())
                .isEqualTo(403);
        assertThat(recorded(person)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDITOR", "APPROVER"})
    void theDatabaseRefusesThemToo(String role) {
        User person = fixtures.deskPerson(role);

        assertDenied(
                "CC403",
                () -> desk.as(
                        person,
                        database -> database.sql("select trace_copies('x', null, array[?])")
                                .params((Object) serial.bytes())
                                .query(UUID.class)
                                .list()));
    }

    @Test
    void customersMayNotAsk() {
        Client customer = signedIn(tenant.admin());

        assertThat(customer.get("/desk/trace").status()).isEqualTo(404);
        assertThat(customer.post("/desk/trace", Map.of("serial", serial.toString(), "_csrf", customer.token()))
                        .status())
                .isEqualTo(404);
    }
}
