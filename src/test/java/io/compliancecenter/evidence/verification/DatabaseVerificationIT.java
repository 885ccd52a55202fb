package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.checkpoint.CheckpointLine;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.checkpoint.SigningKey;
import io.compliancecenter.evidence.timestamp.StampingParty;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import picocli.CommandLine;

/**
 * Whatever somebody does who owns the database and takes its triggers and constraints away is found. Each crime is committed
 * in a transaction that is checked from inside and rolled back.
 *
 * <p>Each check verifies the whole record, so this class has an application of its own: the record that all other tests share
 * is long, and nothing here is about its length.
 */
@IntegrationTest
@TestPropertySource(properties = "test.record=short")
@DirtiesContext
class DatabaseVerificationIT extends RecordTest {

    private static final long SEED = 20261124;
    private static final int CRIMES = 2 * Tampering.values().length;

    @Test
    void aRecordThatWasLeftAloneHolds() throws Exception {
        long faults = new DatabaseVerification(file, keys, TrustedAuthorities.NONE, print()).verify(dataSource());
        // Other tests leave timestamps there, or not, by authorities that are unknown here.
        assertThat(output())
                .containsPattern("\nPASSED, taken on trust: (times \\(no timestamp\\)|timestamp authority)\n$");
        assertThat(faults).isZero();
    }

    // What the desk's functions write for a purge and an erasure
    @Test
    void aRecordOfAPurgedCertificateAndAnErasedPersonHolds() throws Exception {
        fixtures.retire(issued);
        User support = fixtures.deskPerson("SUPPORT");
        User gone = tenant.admin();
        fixtures.update("update user_account set retired_at = now() where id = ?", gone.id());
        desk.as(
                support,
                sql -> sql.sql("select 1 from erase_account(?)")
                        .params(gone.id())
                        .query()
                        .singleValue());
        User editor = fixtures.deskPerson("EDITOR");
        User approver = fixtures.deskPerson("APPROVER");
        desk.as(
                editor,
                sql -> sql.sql("select 1 from request_purge(?, 'At first')")
                        .params(issued.certificate())
                        .query()
                        .singleValue());
        desk.as(
                approver,
                sql -> sql.sql("select 1 from decline_purge(?)")
                        .params(issued.certificate())
                        .query()
                        .singleValue());
        desk.as(
                editor,
                sql -> sql.sql("select 1 from request_purge(?, 'After all')")
                        .params(issued.certificate())
                        .query()
                        .singleValue());
        assertThat(desk.<Object>as(
                        approver,
                        sql -> sql.sql("select confirm_purge(?, sha256(?))")
                                .params(issued.certificate(), issued.bytes())
                                .query()
                                .singleValue()))
                .isEqualTo("PURGED");
        checkpointing.run();
        assertThat(new DatabaseVerification(file, keys, TrustedAuthorities.NONE, print()).verify(dataSource()))
                .as(output())
                .isZero();
    }

    // R__90_desk_folder.sql, R__90_desk_groups.sql, R__90_desk_rules.sql and R__45_access.sql: the entries of each step
    @Test
    void aRecordOfExportsGroupsAndRulesHolds() throws Exception {
        User support = fixtures.deskPerson("SUPPORT");
        User approver = fixtures.deskPerson("APPROVER");
        call(fixtures.deskPerson("EDITOR"), "begin_folder_export()");
        call(approver, "1 from request_folder_publication(sha256('an edition'))");
        String group = "d" + UUID.randomUUID();
        call(support, "create_access_group(?, 'Pilots')", group);
        call(support, "1 from rename_access_group(?, 'Customers')", group);
        call(support, "propose_group_access(?, ?, null, now() + interval '1 day')", group, tenant.id());
        call(approver, "decide_group_access((select id from access_group_proposal where group_code = ?), true)", group);
        Object rule = call(
                support,
                "propose_request_rule(?, ?, null, ?, 30)",
                issued.certification(),
                issued.certificate(),
                group);
        call(approver, "decide_request_rule(?, true)", rule);
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        assertThat(actors.adminOf(tenant)
                        .<String>inTransaction(sql -> sql.sql("select request_certificate(?, 'A reason', 'en')")
                                .params(issued.certificate())
                                .query(String.class)
                                .single()))
                .isEqualTo("GRANTED");
        call(support, "1 from end_request_rule(?)", rule);
        call(support, "1 from retire_access_group(?)", group);
        checkpointing.run();
        assertThat(new DatabaseVerification(file, keys, TrustedAuthorities.NONE, print()).verify(dataSource()))
                .as(output())
                .isZero();
    }

    // R__90_desk_import.sql: the entries of apply_import
    @Test
    void aRecordOfAnImportHolds() throws Exception {
        User support = fixtures.deskPerson("SUPPORT");
        Object id = call(support, "stage_import('customers.csv', sha256('customers'), ?::jsonb, '[]')", """
                [{"line": 2, "organization": "%s", "organization_name": "Imported", "email": "ada@%s.example", "role": "ADMIN"}]
                """.formatted(
                        "i" + tenant.slug(), tenant.slug()));
        assertThat(call(support, "apply_import(?, decode(preview_import(?) ->> 'plan', 'hex'), true, 'en')", id, id))
                .isEqualTo("APPLIED");
        checkpointing.run();
        assertThat(new DatabaseVerification(file, keys, TrustedAuthorities.NONE, print()).verify(dataSource()))
                .as(output())
                .isZero();
    }

    @Test
    void entriesThatAreNotCoveredYetAreTold() throws Exception {
        actors.adminOf(tenant).permit(issued, "1 minute");
        long faults = new DatabaseVerification(file, keys, TrustedAuthorities.NONE, print()).verify(dataSource());
        assertThat(faults).isZero();
        assertThat(output()).contains("entries are newer than the last checkpoint");
        checkpointing.run();
    }

    // CheckpointChain: "trustedKeys.contains"
    @Test
    void anotherKeyThanTheVendorsIsNamed() throws Exception {
        String other = PublicKeys.pem(SigningKey.parse(SigningKey.generate()).publicKey());
        assertThat(new DatabaseVerification(file, List.of(other), TrustedAuthorities.NONE, print())
                        .verify(dataSource()))
                .isPositive();
        assertThat(output()).contains("was signed with another key than the vendor's");
    }

    // VerifyCommand: "keys"
    @Test
    void theCommandTakesEveryKeyOfTheVendor() throws Exception {
        String other = PublicKeys.pem(SigningKey.parse(SigningKey.generate()).publicKey());
        Path before = Files.writeString(directory.resolve("before.pem"), other);
        Path now = Files.writeString(directory.resolve("now.pem"), keys.get(0));
        int status = new CommandLine(new VerifyCommand(print()))
                .execute(
                        "--database",
                        "--checkpoints=" + file,
                        "--key=" + before,
                        "--key=" + now,
                        "--spring.datasource.url=" + application.getJdbcUrl(),
                        "--spring.flyway.user=" + ownerDetails.getUsername(),
                        "--spring.flyway.password=" + ownerDetails.getPassword());
        assertThat(status).as(output()).isZero();
    }

    // DatabaseVerification and CheckpointChain: takeOnTrust
    @Test
    void whatIsTakenOnTrustIsNamed() throws Exception {
        StampingParty root = StampingParty.root("Root");
        stampTheLatestCheckpoint(root.stamper("Database Stamper"), Duration.ofMinutes(90));
        assertThat(new DatabaseVerification(null, List.of(), TrustedAuthorities.NONE, print()).verify(dataSource()))
                .isZero();
        assertThat(output())
                .contains("note  timestamps by O=Test,CN=Database Stamper: authority not checked\n")
                .contains("\n      each timestamp is at most 90 min later than its checkpoint\n")
                .endsWith("\nPASSED, taken on trust: signing key, timestamp authority,"
                        + " completeness (nothing outside of the database)\n");

        output.reset();
        TrustedAuthorities other =
                TrustedAuthorities.read(StampingParty.root("Root").save(directory.resolve("o.pem")));
        assertThat(new DatabaseVerification(file, keys, other, print()).verify(dataSource()))
                .isPositive();
        assertThat(output())
                .contains("its timestamp is by O=Test,CN=Database Stamper, which the given authority does not stand");

        output.reset();
        TrustedAuthorities right = TrustedAuthorities.read(root.save(directory.resolve("root.pem")));
        new DatabaseVerification(file, keys, right, print()).verify(dataSource());
        assertThat(output()).doesNotContain("CN=Database Stamper", "taken on trust");
    }

    private void stampTheLatestCheckpoint(StampingParty stamper, Duration delay) throws Exception {
        byte[] signature =
                owner.work(database -> database.sql("select signature from checkpoint order by number desc limit 1")
                        .query(byte[].class)
                        .single());
        Instant signed =
                owner.work(database -> database.sql("select made_at from checkpoint order by number desc limit 1")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant());
        byte[] token = stamper.stamp(signature, signed.plus(delay));
        owner.work(database -> database.sql("""
                        insert into checkpoint_timestamp (checkpoint, token) select max(number), :token from checkpoint
                        """).param("token", token).update());
        checkpointing.run();
    }

    // DatabaseVerification: compareWithFile
    @Test
    void whatTheFileHasOtherwiseIsNamed() throws Exception {
        List<String> lines = Files.readAllLines(file);
        Path altered = directory.resolve("altered.jsonl");
        CheckpointLine last = lines.stream()
                .map(CheckpointLine::parse)
                .filter(line -> line.body() != null)
                .reduce((one, next) -> next)
                .orElseThrow();
        Map<String, String> crimes = Map.of(
                String.join("\n", lines) + "\n" + new CheckpointLine(last.number() + 1, "x", "", "", null).json()
                        + "\n",
                "checkpoint " + (last.number() + 1) + ", which the database does not have",
                String.join("\n", lines).replace(last.signature(), "AA==") + "\n",
                "checkpoint " + last.number() + ", which differs in the database",
                String.join("\n", lines.subList(1, lines.size())) + "\n",
                "lacks checkpoint 1",
                lines.get(0) + "\n",
                "ends with checkpoint 1, and the database with",
                lines.get(0) + "\nx\n",
                "Line 2 of",
                String.join("\n", lines) + "\n" + new CheckpointLine(last.number(), null, null, null, "AA==").json()
                        + "\n",
                "the timestamp of checkpoint " + last.number() + ", which the database");
        for (Map.Entry<String, String> crime : crimes.entrySet()) {
            Files.writeString(altered, crime.getKey());
            output.reset();
            assertThat(new DatabaseVerification(altered, keys, TrustedAuthorities.NONE, print()).verify(dataSource()))
                    .isPositive();
            assertThat(output()).contains(crime.getValue());
        }
        output.reset();
        assertThat(new DatabaseVerification(directory.resolve("none"), keys, TrustedAuthorities.NONE, print())
                        .verify(dataSource()))
                .isEqualTo(1);
    }

    /** Fails without any one of the checks; which one is in the crime's name. */
    @Test
    void everyCrimeIsFound() throws Exception {
        Random random = new Random(SEED);
        int committed = 0;
        SoftAssertions softly = new SoftAssertions();
        EnumSet<Tampering> seen = EnumSet.noneOf(Tampering.class);
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            TamperingFixture scene = scene(connection);
            scene.takeProtectionsAway();
            assertThat(new DatabaseVerification(file, keys, TrustedAuthorities.NONE, print())
                            .verify(connection, connection))
                    .as(output())
                    .isZero();
            while (committed < CRIMES) {
                // Each once, and then whatever chance brings.
                List<Tampering> unseen = EnumSet.complementOf(seen).stream().toList();
                Tampering crime = unseen.isEmpty()
                        ? Tampering.values()[random.nextInt(Tampering.values().length)]
                        : unseen.get(random.nextInt(unseen.size()));
                Savepoint before = connection.setSavepoint();
                int changed = crime.commit(scene, random);
                if (changed > 0) {
                    output.reset();
                    long faults = new DatabaseVerification(file, keys, TrustedAuthorities.NONE, print())
                            .verify(connection, connection);
                    softly.assertThat(faults)
                            .as("%s, number %d: %s", crime, committed, output())
                            .isPositive();
                    softly.assertThat(output()).as(crime.toString()).containsPattern(crime.finding());
                    seen.add(crime);
                    committed++;
                }
                connection.rollback(before);
            }
            connection.rollback();
        }
        softly.assertAll();
    }

    // RecordedFact: any of the columns
    @Test
    void everyColumnOfAcceptancesAndPermitsIsCompared() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            TamperingFixture scene = scene(connection);
            scene.takeProtectionsAway();
            for (Map.Entry<String, String> table : Map.of("acceptance", "acceptance", "download_permit", "permit")
                    .entrySet()) {
                for (String change : scene.changes(table.getKey())) {
                    for (String rows : rowsOf(table.getKey())) {
                        Savepoint before = connection.setSavepoint();
                        assertThat(scene.ofChain("update %s set %s where organization_id = ? and %s"
                                        .formatted(table.getKey(), change, rows)))
                                .as(change)
                                .isPositive();
                        softly.assertThat(entryFaults(connection))
                                .as("%s: %s", table.getKey(), change)
                                .containsPattern(table.getValue() + " .* differs from its entry");
                        connection.rollback(before);
                    }
                }
            }
            connection.rollback();
        }
        softly.assertAll();
    }

    /** What an entry says is altered, and what it does not say is added: some columns are only filled by providers. */
    private static List<String> rowsOf(String table) {
        return table.equals("acceptance")
                ? List.of("sign_in_method = 'password'", "sign_in_method = 'provider'")
                : List.of("true");
    }

    // RecordDatabase.entries: "order by"
    @Test
    void entriesAreFollowedInTheirOrderHoweverTheyAreStored() throws Exception {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            TamperingFixture scene = scene(connection);
            scene.takeProtectionsAway();
            // What is updated is stored anew, behind the rest.
            for (int sequence = 5; sequence > 0; sequence--) {
                scene.ofChain("update evidence_entry set kind = kind where chain_id = ? and sequence = " + sequence);
            }
            assertThat(entryFaults(connection)).isEmpty();
            scene.ofChain("delete from evidence_entry where chain_id = ? and sequence = 3");
            assertThat(entryFaults(connection))
                    .containsOnlyOnce("chain %s entry 4: comes after entry 2".formatted(tenant.id()));
            connection.rollback();
        }
    }

    private String entryFaults(Connection connection) throws Exception {
        output.reset();
        new DatabaseVerification(null, List.of(), TrustedAuthorities.NONE, print())
                .checkEntries(new RecordDatabase(connection));
        return output().contains("FAIL") ? output() : "";
    }

    // EntryHeader.text: any of the fields
    @Test
    void theTextOfAnEntryIsTheSameHereAndInTheDatabase() {
        List<String> different = owner.work(sql -> {
            List<String> wrong = new ArrayList<>();
            sql.sql("""
                            select *, evidence_entry_text(chain, sequence, at, kind, previous, payload) as text
                              from (select gen_random_uuid() as chain,
                                           cast(power(10, random() * 15) as bigint) as sequence,
                                           timestamptz '1999-12-01 00:00:00+00' + random() * interval '400 years' as at,
                                           repeat('é', cast(random() * 20 as integer)) || 'kind' as kind,
                                           sha256(random()::text::bytea) as previous,
                                           random()::text::bytea as payload
                                      from generate_series(1, 2000)) rows
                            """)
                    .query((row, number) -> {
                        String text = EntryHeader.of(
                                        row.getObject("chain", UUID.class),
                                        row.getLong("sequence"),
                                        row.getObject("at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getString("kind"),
                                        row.getBytes("previous"),
                                        row.getBytes("payload"))
                                .text();
                        if (!text.equals(row.getString("text"))) {
                            wrong.add(text + " is not " + row.getString("text"));
                        }
                        return number;
                    })
                    .list();
            return wrong;
        });
        assertThat(different).isEmpty();
    }
}
