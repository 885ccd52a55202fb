package io.compliancecenter.evidence.verification;

import static io.compliancecenter.evidence.verification.RecordDatabase.DIFFERS;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.CheckpointFile;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.checkpoint.MerkleTree;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.checkpoint.RecordAlteredException;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.RecordDatabase.StoredCheckpoint;
import io.compliancecenter.evidence.verification.RecordDatabase.StoredHead;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole record in one snapshot of the database: every entry, every checkpoint, both against each other, against the
 * tables that they are about, and against what is kept outside the database. It changes nothing. Memory grows with the number of
 * chains, not with their length.
 */
public final class DatabaseVerification {

    private static final int LARGEST_TREE = 1 << 22;

    private final @Nullable Path file;
    private final Set<String> trustedKeys;
    private final TrustedAuthorities authorities;
    private final VerificationReport report;

    /**
     * @param file the file of checkpoints outside the database; null if there is none to compare with
     * @param trustedKeys the vendor's public keys, in PEM; if there is none, any key is accepted, and the report says so
     * @param authorities whose timestamps are accepted; if none are given, anybody's are, and the report says so
     * @param out receives the report
     */
    public DatabaseVerification(
            @Nullable Path file, List<String> trustedKeys, TrustedAuthorities authorities, PrintStream out) {
        this.file = file;
        this.trustedKeys = trustedKeys.stream().map(PublicKeys::sha256).collect(Collectors.toUnmodifiableSet());
        this.authorities = authorities;
        this.report = new VerificationReport(out);
    }

    /**
     * @param owner connects as the owner of the schema
     * @return the number of problems
     */
    public long verify(DataSource owner) throws SQLException, IOException {
        try (Connection snapshot = owner.getConnection();
                Connection now = owner.getConnection()) {
            now.setReadOnly(true);
            snapshot.setReadOnly(true);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.setAutoCommit(false);
            long problems = verify(snapshot, now);
            snapshot.rollback();
            return problems;
        }
    }

    /**
     * @param snapshot in a transaction
     * @param now for what is in the file and may be newer than the snapshot
     */
    long verify(Connection snapshot, Connection now) throws IOException {
        RecordDatabase database = new RecordDatabase(snapshot);
        database.attempt(report, () -> checkEntries(database));
        long last = new CheckpointCheck(database).check();
        compareWithFile(last, new RecordDatabase(now));
        database.compare(report);
        long uncovered = database.uncovered();
        if (uncovered != 0) {
            report.note("%,d entries are newer than the last checkpoint, and not covered yet", uncovered);
        }
        report.printResult();
        return report.count();
    }

    /** Reads entries ahead, while those that were read before are checked: half as long on two processors. */
    void checkEntries(RecordDatabase database) {
        EntriesCheck check = new EntriesCheck();
        try (Stream<Supplier<StoredEntry>> stored = database.entries()) {
            Iterator<Supplier<StoredEntry>> rows = stored.iterator();
            List<Supplier<StoredEntry>> read = nextOf(rows);
            while (!read.isEmpty()) {
                CompletableFuture<List<Supplier<StoredEntry>>> ahead =
                        CompletableFuture.supplyAsync(() -> nextOf(rows));
                read.forEach(entry -> check.add(entry.get()));
                read = ahead.join();
            }
        }
        report.info("%,d entries in %,d chains", check.entries, check.chains);
    }

    private static <T> List<T> nextOf(Iterator<T> rows) {
        List<T> next = new ArrayList<>();
        while (next.size() < RecordDatabase.FETCH && rows.hasNext()) {
            next.add(rows.next());
        }
        return next;
    }

    /** Checks each entry by itself and its place in its chain. */
    private final class EntriesCheck {

        private EntryChain chain = new EntryChain(true);
        private long entries;
        private long chains;

        void add(StoredEntry entry) {
            entries++;
            EntryHeader before = chain.last();
            if (before == null || !before.chain().equals(entry.header().chain())) {
                chain = new EntryChain(true);
                chains++;
            }
            if (!entry.header().hash().equals(entry.hash())) {
                problem(entry, "is not what was recorded: its content, time, kind, place or hash was altered");
            }
            if (!entry.matchesPayload()) {
                problem(
                        entry,
                        "is filed under another member, certificate, acceptance or permit than its content names");
            }
            if (!entry.matchesRow()) {
                report.problem(DIFFERS, entry.about());
            }
            chain.add(entry.header(), entry.hash()).ifPresent(what -> problem(entry, what));
        }

        private void problem(StoredEntry entry, String what) {
            report.problem(
                    "chain %s entry %d: %s",
                    entry.header().chain(), entry.header().sequence(), what);
        }
    }

    private void compareWithFile(long last, RecordDatabase now) throws IOException {
        if (file == null) {
            report.note("no file of checkpoints outside the database was compared with it");
            report.takeOnTrust("completeness (nothing outside of the database)");
            return;
        }
        if (Files.notExists(file)) {
            if (last > 0) {
                report.problem("there is no file %s", file);
            }
            return;
        }
        if (!EvidenceDirectory.mayBelongTo(now.databaseId(), file)) {
            report.problem("%s", new EvidenceDirectory.ForeignException(file).getMessage());
            return;
        }
        CheckpointFile.Comparison comparison =
                new CheckpointFile.Comparison(file, now::lines, problem -> report.problem("%s", problem));
        try {
            CheckpointFile.read(file, comparison);
        } catch (RecordAlteredException malformed) {
            report.problem("%s", malformed.getMessage());
            return;
        } finally {
            comparison.finish();
        }
        if (comparison.lastNumber() < last) {
            report.problem("%s ends with checkpoint %d, and the database with %d", file, comparison.lastNumber(), last);
        }
        report.info("%,d checkpoints in %s", comparison.lastNumber(), file);
    }

    /** Checks all checkpoints: each by itself, its place among the others, and the root of its tree. */
    private final class CheckpointCheck {

        private final RecordDatabase database;
        private final CheckpointChain chain = new CheckpointChain(trustedKeys, authorities, report);
        private final String seed;

        private MerkleTree tree;
        private long number;
        private long stamped;
        private Duration longestDelay = Duration.ZERO;

        CheckpointCheck(RecordDatabase database) {
            this.database = database;
            this.seed = hex(database.seed());
            this.tree = new MerkleTree(List.of(padding(0)));
        }

        /** @return the number of the last checkpoint */
        long check() {
            try (Stream<StoredCheckpoint> checkpoints = database.checkpoints();
                    Stream<StoredHead> all = database.heads()) {
                Iterator<StoredHead> heads = all.iterator();
                StoredHead head = next(heads);
                for (StoredCheckpoint checkpoint : (Iterable<StoredCheckpoint>) checkpoints::iterator) {
                    CheckpointBody body = check(checkpoint);
                    while (head != null && head.checkpoint() <= number) {
                        place(head);
                        head = next(heads);
                    }
                    if (body != null && !hex(tree.root()).equals(body.root())) {
                        problem("its root is not that of the chain heads that are stored with it");
                    }
                }
                if (head != null) {
                    report.problem("chain heads are stored for checkpoint %d, which is missing", head.checkpoint());
                }
            }
            report.info("%,d checkpoints, %,d of them with a timestamp", number, stamped);
            if (stamped == 0) {
                report.takeOnTrust("times (no timestamp)");
            } else {
                report.info(
                        "each timestamp is at most %,d min later than its checkpoint",
                        (longestDelay.toSeconds() + 59) / 60);
            }
            return number;
        }

        private static @Nullable StoredHead next(Iterator<StoredHead> heads) {
            return heads.hasNext() ? heads.next() : null;
        }

        /** @return null if it cannot be read */
        private @Nullable CheckpointBody check(StoredCheckpoint row) {
            long expected = number + 1;
            number = row.number();
            if (number != expected) {
                problem("comes after checkpoint %d; the checkpoints between them are missing", expected - 1);
            }
            CheckpointBody body;
            try {
                body = CheckpointBody.parse(row.body());
            } catch (IllegalArgumentException malformed) {
                problem("%s", malformed.getMessage());
                return null;
            }
            if (body.number() != number
                    || body.treeSize() != row.treeSize()
                    || !body.root().equals(hex(row.root()))
                    || !body.time().equals(row.madeAt().toInstant())) {
                problem("its columns differ from its text");
            }
            chain.add(body, PublicKeys.pem(row.publicKey()), row.signature(), Optional.ofNullable(row.token()))
                    .ifPresent(timestamp -> {
                        stamped++;
                        Duration delay = Duration.between(body.time(), timestamp.time());
                        longestDelay = delay.compareTo(longestDelay) > 0 ? delay : longestDelay;
                        if (!authorities.areGiven()) {
                            report.note("timestamps by %s: authority not checked", timestamp.authority());
                        }
                    });
            if (trustedKeys.isEmpty()) {
                report.note("signed with key %s, which was not checked", body.keySha256());
            }
            checkSize(body.treeSize());
            return body;
        }

        private void checkSize(int size) {
            if (Integer.bitCount(size) != 1 || size < tree.size() || size > LARGEST_TREE) {
                problem("its tree cannot have %d leaves", size);
            } else if (size > tree.size()) {
                List<byte[]> leaves = new ArrayList<>(tree.leaves());
                while (leaves.size() < size) {
                    leaves.add(padding(leaves.size()));
                }
                tree = new MerkleTree(leaves);
            }
        }

        /** The leaf of an unused slot. */
        private byte[] padding(int slot) {
            return MerkleTree.leafHash((seed + slot).getBytes(StandardCharsets.US_ASCII));
        }

        private void place(StoredHead head) {
            Integer slot = head.slot();
            if (slot == null || head.checkpoint() != number || slot < 0 || slot >= tree.size()) {
                problem("chain %s has no slot in its tree", head.chainId());
                return;
            }
            String text = InclusionProof.leafText(head.chainId(), head.sequence(), hex(head.hash()));
            tree.set(slot, MerkleTree.leafHash(text.getBytes(StandardCharsets.US_ASCII)));
        }

        private void problem(String format, @Nullable Object... values) {
            report.problem("checkpoint %d: %s", number, format.formatted(values));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
