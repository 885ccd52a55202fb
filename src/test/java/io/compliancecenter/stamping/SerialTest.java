package io.compliancecenter.stamping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialTest {

    private final Random random = new Random(7);

    private Serial random() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Serial.of(bytes);
    }

    @Test
    void isReadBackAsItWasWritten() {
        for (int count = 0; count < 1000; count++) {
            Serial serial = random();
            assertThat(serial.toString()).matches("([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}");
            assertThat(Serial.parse(serial.toString())).contains(serial);
            assertThat(Serial.of(serial.bytes())).isEqualTo(serial);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff"})
    void theLowestAndTheHighestAreSerialsToo(String value) {
        Serial serial = new Serial(value);
        assertThat(Serial.parse(serial.toString())).contains(serial);
    }

    @Test
    void isReadHoweverPeopleTypeIt() {
        for (int count = 0; count < 100; count++) {
            Serial serial = random();
            String text = serial.toString();
            assertThat(Serial.parse(text.toLowerCase(Locale.ROOT))).contains(serial);
            assertThat(Serial.parse(text.replace('0', 'o').replace('1', 'l'))).contains(serial);
            assertThat(Serial.parse(text.replace('0', 'O').replace('1', 'I'))).contains(serial);
            assertThat(Serial.parse(" " + text.replace("-", " – ") + "\n")).contains(serial);
            assertThat(Serial.parse(text.replace("-", ""))).contains(serial);
        }
    }

    /** Fails without the check digits. */
    @Test
    void aSlipIsNoticed() {
        for (int count = 0; count < 200; count++) {
            StringBuilder text = new StringBuilder(random().toString());
            int at = random.nextInt(text.length());
            if (text.charAt(at) == '-') {
                continue;
            }
            text.setCharAt(at, text.charAt(at) == '7' ? '4' : '7');
            assertThat(Serial.parse(text.toString())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "hello", "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ", "0000000000000000000000000000000"})
    void whatIsNoSerialIsNone(String text) {
        assertThat(Serial.parse(text)).isEmpty();
    }

    @Test
    void hasSixteenBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Serial.of(new byte[15]));
    }
}
