package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The leaves of the tree by which implementations of Certificate Transparency are tested. */
    private static final List<byte[]> REFERENCE = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(data -> MerkleTree.leafHash(HEX.parseHex(data)))
            .toList();

    /** Its root with one leaf, with two, and so on. */
    private static final List<String> REFERENCE_ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasTheRootsOfTheReferenceTree() {
        for (int size = 1; size <= REFERENCE.size(); size *= 2) {
            assertThat(HEX.formatHex(new MerkleTree(REFERENCE.subList(0, size)).root()))
                    .isEqualTo(REFERENCE_ROOTS.get(size - 1));
        }
    }

    @Test
    void hasThePathsOfTheReferenceTree() {
        assertThat(new MerkleTree(REFERENCE).path(0).stream().map(HEX::formatHex))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(new MerkleTree(REFERENCE.subList(0, 4))
                        .path(3).stream().skip(1).map(HEX::formatHex))
                .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    // MerkleTree.verify: each of its conditions, or the comparison of the root
    @Test
    void everyPathLeadsFromItsLeafToItsRootAndFromNothingElse() {
        for (int size = 1; size <= 64; size *= 2) {
            List<byte[]> leaves = leaves(size);
            byte[] root = rootByLevels(leaves);
            MerkleTree tree = new MerkleTree(leaves);
            assertThat(tree.root()).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.path(index);
                byte[] leaf = leaves.get(index);
                assertThat(MerkleTree.verify(leaf, index, size, path, root)).isTrue();
                assertThat(MerkleTree.verify(leaf, size, size, path, root)).isFalse();
                assertThat(MerkleTree.verify(leaf, -1, size, path, root)).isFalse();
                assertThat(MerkleTree.verify(changed(leaf), index, size, path, root))
                        .isFalse();
                assertThat(MerkleTree.verify(leaf, index, size, path, changed(root)))
                        .isFalse();
                assertThat(MerkleTree.verify(leaf, index, size, longer(path), root))
                        .isFalse();
                for (int other = 0; other < size; other++) {
                    assertThat(MerkleTree.verify(leaf, other, size, path, root)).isEqualTo(other == index);
                }
                for (int level = 0; level < path.size(); level++) {
                    List<byte[]> shorter = new ArrayList<>(path);
                    byte[] node = shorter.remove(level);
                    assertThat(MerkleTree.verify(leaf, index, size, shorter, root))
                            .isFalse();
                    shorter.add(level, changed(node));
                    assertThat(MerkleTree.verify(leaf, index, size, shorter, root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void aSizeThatIsNoPowerOfTwoIsRefused() {
        for (int size : new int[] {0, 3, 6, 63}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new MerkleTree(leaves(size)));
            assertThat(MerkleTree.verify(
                            leaves(1).get(0), 0, size, List.of(), leaves(1).get(0)))
                    .isFalse();
        }
    }

    @Test
    void aReplacedLeafChangesTheRootAsIfItHadBeenThereFromTheBeginning() {
        List<byte[]> leaves = new ArrayList<>(leaves(16));
        MerkleTree tree = new MerkleTree(leaves);
        for (int leaf : new int[] {0, 7, 15}) {
            leaves.set(leaf, changed(leaves.get(leaf)));
            tree.set(leaf, leaves.get(leaf));
            assertThat(tree.root()).isEqualTo(rootByLevels(leaves));
            assertThat(tree.leaves()).isEqualTo(leaves);
        }
    }

    /** Computes the root in another way: pair by pair, level by level. */
    private static byte[] rootByLevels(List<byte[]> leaves) {
        List<byte[]> level = leaves;
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int at = 0; at < level.size(); at += 2) {
                above.add(MerkleTree.nodeHash(level.get(at), level.get(at + 1)));
            }
            level = above;
        }
        return level.get(0);
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(number -> MerkleTree.leafHash(new byte[] {(byte) number}))
                .toList();
    }

    private static byte[] changed(byte[] hash) {
        byte[] changed = hash.clone();
        changed[17] ^= 0x20;
        return changed;
    }

    private static List<byte[]> longer(List<byte[]> path) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(new byte[32]);
        return longer;
    }
}
