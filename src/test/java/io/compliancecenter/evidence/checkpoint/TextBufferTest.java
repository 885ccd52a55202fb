package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spells what it is given as Java does; times and JSON are compared with the database's spelling elsewhere. */
class TextBufferTest {

    private final TextBuffer text = new TextBuffer();

    // A number below zero: nobody records one, and somebody may put it there
    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void numbers(long number) {
        text.putNumber(number);
        assertThat(text).hasToString(Long.toString(number));
    }

    @Test
    void uuids() {
        Random random = new Random(20261124);
        for (int round = 0; round < 100; round++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            text.clear();
            text.putUuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
            assertThat(text).hasToString(id.toString());
            byte[] there = ("x" + id).getBytes(StandardCharsets.US_ASCII);
            assertThat(TextBuffer.isUuid(there, 1, id)).isTrue();
            there[1 + random.nextInt(36)] ^= 1;
            assertThat(TextBuffer.isUuid(there, 1, id)).isFalse();
            assertThat(TextBuffer.isUuid(there, 2, id)).isFalse();
        }
    }

    // TextBuffer.room
    @Test
    void textsLongerThanThereIsRoomFor() {
        String longer = "x".repeat(5000);
        text.put(longer.getBytes(StandardCharsets.US_ASCII));
        text.putJson("\u0001".repeat(5000).getBytes(StandardCharsets.US_ASCII));
        assertThat(text).hasToString(longer + '"' + "\\u0001".repeat(5000) + '"');
    }
}
