package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.InclusionProof;
import io.compliancecenter.evidence.checkpoint.MerkleTree;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.RecordDatabase.StoredCheckpoint;
import io.compliancecenter.evidence.verification.RecordDatabase.StoredHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks all checkpoints in the database: each by itself, its place among the others, and the root of its tree. */
final class DatabaseCheckpointCheck {

    private static final int LARGEST_TREE = 1 << 22;

    private final VerificationReport report;
    private final Set<String> trustedKeys;
    private final TrustedAuthorities authorities;
    private final CheckpointChain chain;
    private final String seed;
    private final Set<String> noted = new HashSet<>();

    private MerkleTree tree;
    private long number;
    private long stamped;

    /** @param seed of the leaves in unused slots */
    DatabaseCheckpointCheck(
            VerificationReport report, Set<String> trustedKeys, TrustedAuthorities authorities, byte[] seed) {
        this.report = report;
        this.trustedKeys = trustedKeys;
        this.authorities = authorities;
        this.chain = new CheckpointChain(trustedKeys, authorities, report);
        this.seed = hex(seed);
        this.tree = new MerkleTree(List.of(padding(0)));
    }

    void check(RecordDatabase database) {
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
                report.problem(
                        "chain heads are stored for checkpoint %d, which is missing".formatted(head.checkpoint()));
            }
        }
    }

    private static @Nullable StoredHead next(Iterator<StoredHead> heads) {
        return heads.hasNext() ? heads.next() : null;
    }

    /** @return null if it cannot be read */
    private @Nullable CheckpointBody check(StoredCheckpoint row) {
        long expected = number + 1;
        number = row.number();
        if (number != expected) {
            problem("comes after checkpoint %d; the checkpoints between them are missing".formatted(expected - 1));
        }
        CheckpointBody body;
        try {
            body = CheckpointBody.parse(row.body());
        } catch (IllegalArgumentException malformed) {
            problem(String.valueOf(malformed.getMessage()));
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
                    note(!authorities.areGiven(), "time stamps by %s: authority not checked", timestamp.authority());
                });
        note(trustedKeys.isEmpty(), "signed with key %s, which was not checked", body.keySha256());
        checkSize(body.treeSize());
        return body;
    }

    private void note(boolean unchecked, String sentence, String name) {
        if (unchecked && noted.add(name)) {
            report.note(sentence.formatted(name));
        }
    }

    private void checkSize(int size) {
        if (Integer.bitCount(size) != 1 || size < tree.size() || size > LARGEST_TREE) {
            problem("its tree cannot have %d leaves".formatted(size));
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
            problem("chain %s has no slot in its tree".formatted(head.chainId()));
            return;
        }
        String text = InclusionProof.leafText(head.chainId(), head.sequence(), hex(head.hash()));
        tree.set(slot, MerkleTree.leafHash(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void problem(String what) {
        report.problem("checkpoint %d: %s".formatted(number, what));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The number of the last checkpoint. */
    long last() {
        return number;
    }

    /** How many checkpoints have a valid time stamp. */
    long stamped() {
        return stamped;
    }
}
