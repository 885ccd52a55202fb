package io.compliancecenter.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.stamping.Serial;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisreadingTest {

    @ParameterizedTest
    @CsvSource({"6,E", "E,6", "5,S", "S,5", "8,B", "B,8", "0,D", "0,O", "1,I", "2,Z", "G,6", "V,U", "1,|", "S,$"})
    void oneCharacterThatLooksAlikeIsCorrected(char right, char read) {
        for (int number = 0; number < 20; number++) {
            Serial serial = random(number);
            String text = serial.toString();
            int index = text.indexOf(right);
            if (index >= 0) {
                String misread = text.substring(0, index) + read + text.substring(index + 1);
                assertThat(Misreading.in("at" + "·" + misread + "·")).contains(misread);
                assertThat(Misreading.serials(misread)).as(misread).contains(serial);
            }
        }
    }

    @Test
    void aCharacterThatWasMistypedIsCorrectedAndTwoThatLookAlikeAre() {
        Serial serial = Serial.parse("4F79D-PRZCE-KYGB3-GPKWK-TGC5S-80SES").orElseThrow();
        assertThat(Misreading.serials("4F79D-PRZCE-KYGB3-GPKWK-TGC5S-80SEM")).contains(serial);
        assertThat(Misreading.serials("4F79D-PRZCE-KYG83-GPKWK-TGCSS-80SES")).contains(serial);
        assertThat(Misreading.serials("4F79D-PRZCE-KYG83-GPKWK-TGCSS-80SE")).isEmpty();
    }

    @Test
    void fewOthersAreTakenForIt() {
        int others = 0;
        for (int number = 0; number < 50; number++) {
            String wrong = random(number).toString().replaceFirst(".{4}$", "0000");
            others += Misreading.serials(wrong).size();
        }
        assertThat(others).isLessThan(10);
    }

    private static Serial random(int seed) {
        byte[] bytes = new byte[16];
        new Random(seed).nextBytes(bytes);
        return Serial.of(bytes);
    }
}
