package io.compliancecenter.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Deliveries;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What holds of the record whoever writes, and with whatever rights the application has. */
@IntegrationTest
class RecordRulesIT {

    @Autowired
    EvidenceEntries entries;

    private static final int WRITERS = 32;

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Records records;

    @Autowired
    JdbcConnectionDetails application;

    Tenant tenant;
    Issued issued;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        actors.adminOf(tenant).permit(issued, "5 minutes");
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    // the grants, of which there is only the one to select; and "revoke all on function append_evidence"
    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into evidence_entry select * from evidence_entry",
                "update evidence_entry set kind = 'x'",
                "update evidence_entry set hash = previous_hash",
                "delete from evidence_entry",
                "truncate evidence_entry",
                "select * from evidence_chain",
                "update evidence_chain set sequence = 0",
                "insert into evidence_chain values (gen_random_uuid(), 0, '', now())",
                "delete from evidence_chain",
                "select append_evidence(current_organization_id(), 'x', '{}', null, null, null)",
                "select append_evidence(current_organization_id(), array['x'], array[json '{}'], null)",
                "create temporary table mine as select * from certificate"
            })
    void theApplicationCanOnlyRead(String statement) {
        assertThatThrownBy(() -> actors.adminOf(tenant)
                        .inTransaction(database -> database.sql(statement).update()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("permission denied");
        assertThat(entries(tenant)).hasSize(2);
    }

    // own_organization on evidence_entry
    @Test
    void theApplicationSeesOneChainAtATime() {
        Tenant other = fixtures.organization();
        assertThat(entries(other)).isEmpty();
        assertThat(entries(tenant))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.header().chain()).isEqualTo(tenant.id()));
    }

    // evidence_entry_never_changes, evidence_entry_never_empties
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update evidence_entry set kind = 'x'",
                "delete from evidence_entry",
                "truncate evidence_entry cascade"
            })
    void notEvenTheOwnerChangesAnEntry(String statement) {
        assertThatThrownBy(() -> fixtures.update(statement)).hasStackTraceContaining("cannot be changed");
    }

    // record_denial asks for the bound member; record_delivery for the permit of the bound user
    @Test
    void nobodyRecordsInTheNameOfOthers() {
        Tenant other = fixtures.organization();
        Object permit = records.permits(tenant).get(0).get("id");
        assertThatThrownBy(() -> actors.adminOf(other)
                        .inTransaction(
                                database -> database.sql("select record_delivery(:permit, 0, 1, 1, 1, sha256('x'))")
                                        .param("permit", permit)
                                        .query()
                                        .listOfRows()))
                .hasStackTraceContaining("no such permit");
        assertThatThrownBy(() -> actors.actor(tenant, other.admin())
                        .inTransaction(database -> database.sql("select record_denial(gen_random_uuid(), 'x')")
                                .query()
                                .listOfRows()))
                .hasStackTraceContaining("no member");
    }

    // "for update" in append_evidence
    @Test
    void manyWritersMakeOneChain() throws Exception {
        Tenant other = fixtures.organization();
        List<Callable<Object>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Tenant mine = writer % 4 == 0 ? other : tenant;
            writers.add(() -> write(mine));
        }
        var threads = Executors.newFixedThreadPool(WRITERS);
        for (Future<Object> written : threads.invokeAll(writers)) {
            written.get();
        }
        threads.shutdown();

        assertUnbroken(entries(tenant), 2 + 24 * 10);
        assertUnbroken(entries(other), 8 * 10);
    }

    // "deferrable initially deferred" on acceptance_recorded and on permit_recorded
    @Test
    void whoHasNotCommittedYetKeepsNobodyOfTheOrganizationWaiting() {
        Actor admin = actors.adminOf(tenant);
        ExecutorService another = Executors.newSingleThreadExecutor();
        UUID last = admin.inTransaction(database -> {
            UUID permit = admin.permit(database, admin.agree(database, issued), issued, "5 minutes");
            assertThat(another.submit(() -> admin.permit(issued, "5 minutes"))).succeedsWithin(Duration.ofSeconds(10));
            return permit;
        });
        another.shutdown();

        List<EvidenceEntry> entries = entries(tenant);
        assertUnbroken(entries, 6);
        assertThat(new String(entries.get(5).payloadBytes(), StandardCharsets.UTF_8))
                .contains(last.toString());
    }

    // append_evidence is in the transaction of what it records, at its end
    @ParameterizedTest
    @ValueSource(strings = {"evidence_chain", "evidence_entry"})
    void whatCannotBeRecordedDoesNotHappen(String table) {
        Client admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        String permit = records.permits(tenant).get(0).get("id").toString();
        for (String kind : List.of("acceptance-recorded", "permit-granted")) {
            breakWriting(table, kind);
            try {
                assertThat(admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"))
                                .status())
                        .isEqualTo(503);
            } finally {
                mend(table);
            }
            assertThat(records.acceptances(tenant)).hasSize(1);
            assertThat(records.permits(tenant)).hasSize(1);
            assertThat(entries(tenant)).hasSize(2);
        }
        assertThat(admin.get(tenant.path("/downloads/" + permit + "/file")).status())
                .isEqualTo(200);
        Answer again = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        assertThat(again.status()).isEqualTo(303);
        assertThat(admin.get(again.location() + "/file").status()).isEqualTo(200);
        deliveries.await(tenant, 2);
        assertUnbroken(entries(tenant), 6);
    }

    private void breakWriting(String table, String kind) {
        fixtures.update("""
                create function fault() returns trigger language plpgsql as $$ begin
                    if tg_table_name = 'evidence_chain'
                       or to_jsonb(new) ->> 'kind' = 'KIND' then raise exception 'a fault for a test';
                    end if;
                    return new; end $$
                """.replace("KIND", kind));
        fixtures.update("create trigger fault before insert or update on %s for each row when (new.chain_id = '%s')"
                        .formatted(table, tenant.id())
                + " execute function fault()");
    }

    private void mend(String table) {
        fixtures.update("drop trigger fault on " + table);
        fixtures.update("drop function fault()");
    }

    /** With a connection of its own, so that all write at once. */
    private Object write(Tenant mine) {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(
                // All wait for one chain, some of them longer than the application would.
                application.getJdbcUrl() + "?options=-c%20lock_timeout=0",
                String.valueOf(application.getUsername()),
                String.valueOf(application.getPassword()));
        dataSource.setSchema("compliance_center");
        JdbcClient database = JdbcClient.create(dataSource);
        for (int entry = 0; entry < 10; entry++) {
            database.sql("""
                            with bound as (select set_config('compliance_center.organization_id', :organization, true),
                                                  set_config('compliance_center.user_id', :user, true))
                            select record_denial(:certificate, 'WORDS_CHANGED') from bound
                            """)
                    .param("organization", mine.id().toString())
                    .param("user", mine.admin().id().toString())
                    .param("certificate", issued.certificate())
                    .query()
                    .listOfRows();
        }
        return mine;
    }

    private List<EvidenceEntry> entries(Tenant of) {
        return actors.adminOf(of).inTransaction(database -> entries.findBetween(of.id(), 1, Long.MAX_VALUE));
    }

    private static void assertUnbroken(List<EvidenceEntry> entries, int count) {
        assertThat(entries).hasSize(count);
        String previous = EntryHeader.NO_HASH;
        for (int at = 0; at < count; at++) {
            EvidenceEntry entry = entries.get(at);
            assertThat(entry.header().sequence()).isEqualTo(at + 1);
            assertThat(entry.header().previousHash()).isEqualTo(previous);
            assertThat(entry.hash()).isEqualTo(entry.header().hash());
            previous = entry.hash();
        }
    }
}
