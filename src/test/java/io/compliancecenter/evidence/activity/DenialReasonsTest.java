package io.compliancecenter.evidence.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class DenialReasonsTest {

    // A reason that is added to the gate or to the database needs words of its own.
    @ParameterizedTest
    @MethodSource("reasons")
    void everyReasonThatCanBeOnRecordHasWordsOfItsOwn(String reason) {
        assertThat(DenialReasons.messageKey(reason)).isNotEqualTo("activity.denied.other");
    }

    /** All of the gate's but the one that only leads to the terms, and all of the database's. */
    public static Stream<String> reasons() throws ClassNotFoundException {
        List<String> gate = Arrays.stream(
                        Class.forName("io.compliancecenter.download.Rejection").getEnumConstants())
                .map(Object::toString)
                .filter(reason -> !reason.equals("AGREEMENT_REQUIRED"))
                .toList();
        return Stream.concat(
                gate.stream(),
                Arrays.stream(RefusedByDatabaseException.Reason.values()).map(Enum::name));
    }
}
