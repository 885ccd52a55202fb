package io.compliancecenter.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may see which certificate is in the vendor's record. */
@IntegrationTest
class AccessEntriesIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    Tenant inside;
    Issued issued;

    @BeforeEach
    void publish() {
        inside = fixtures.organization();
        issued = fixtures.certificate();
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    // The triggers that record access
    @Test
    void whoMaySeeWhatIsInTheVendorsChain() {
        long before = lastEntry();
        String recorded = fixtures.group(inside);
        fixtures.restrict(issued.certificate(), "ON_REQUEST", recorded);
        fixtures.update("update access_group set name = 'Renamed' where code = ?", recorded);
        fixtures.update("update access_group_organization set retired_at = now() where group_code = ?", recorded);
        fixtures.update("update certificate_access set retired_at = now() where group_code = ?", recorded);
        fixtures.update(
                "update certificate_restriction set retired_at = now() where certificate_id = ?", issued.certificate());
        fixtures.update("update access_group set retired_at = now() where code = ?", recorded);
        List<String> entries = entriesSince(before).stream()
                .filter(entry ->
                        Stream.of(recorded, issued.certificate().toString()).anyMatch(entry::contains))
                .toList();
        assertThat(entries.stream().map(entry -> entry.split(" ", 2)[0]))
                .containsExactly(
                        "access-group-published",
                        "access-group-entered",
                        "certificate-restricted",
                        "certificate-access-given",
                        "access-group-renamed",
                        "access-group-left",
                        "certificate-access-ended",
                        "certificate-restriction-ended",
                        "access-group-retired");
        assertThat(entries.get(1)).contains(recorded, inside.id().toString(), inside.name());
        assertThat(entries.get(2)).contains(issued.certificate().toString(), "on-request");
        assertThat(entries.get(3)).contains(issued.certificate().toString(), recorded);
    }

    // access_group_organization_recorded: "for each statement". Each change of a row in a transaction takes longer than
    // the one before.
    @Test
    void thePlacesOfOneStatementChangeTheEndOfTheChainOnce() {
        long before = lastEntry();
        String filled = fixtures.group();
        long changes = fixtures.asOwner(sql -> {
            long earlier = chainUpdates(sql);
            sql.sql(
                            "insert into access_group_organization (group_code, organization_id) select ?, ? from generate_series(1, 30)")
                    .params(filled, inside.id())
                    .update();
            return chainUpdates(sql) - earlier;
        });
        assertThat(changes).isEqualTo(1);
        assertThat(entriesSince(before))
                .filteredOn(entry -> entry.startsWith("access-group-entered"))
                .hasSize(30);
    }

    private static long chainUpdates(JdbcClient sql) {
        return sql.sql("select n_tup_upd from pg_stat_xact_user_tables where relname = 'evidence_chain'")
                .query(Long.class)
                .single();
    }

    private long lastEntry() {
        return owner.work(sql -> sql.sql("select sequence from evidence_chain where chain_id = vendor_chain()")
                .query(Long.class)
                .single());
    }

    private List<String> entriesSince(long sequence) {
        return owner.work(
                sql -> sql.sql("""
                        select kind || ' ' || convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = vendor_chain() and sequence > ? order by sequence
                        """).param(sequence).query(String.class).list());
    }
}
