package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.EntryHeader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns by which an entry is found say what its payload says, however that is spelled. */
class StoredEntryTest {

    private static final UUID MEMBER = new UUID(1, 1);
    private static final UUID CERTIFICATE = new UUID(2, 2);
    private static final UUID SUBJECT = new UUID(3, 3);
    private static final UUID OTHER = new UUID(4, 4);

    // StoredEntry.matchesPayload: each of the three comparisons
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"permit\" : \"3\", \"member\" : {\"id\" : \"1\"}, \"certificate\" : {\"id\" : \"2\"}}",
                "{\"acceptance\" : \"3\", \"member\" : {\"id\" : \"1\"}, \"certificate\" : {\"id\" : \"2\"}}",
                "{\"permit\" : \"3\", \"acceptance\" : \"4\", \"member\" : {\"id\" : \"1\"}, \"certificate\" : {\"id\" : \"2\"}}",
                "{\"permit\":\"3\",\"member\":{\"id\":\"1\"},\"certificate\":{\"id\":\"2\"}}",
                "{\"member\" : {\"name\" : \"x\", \"id\" : \"1\"}, \"permit\" : \"3\", \"certificate\" : {\"id\" : \"2\"}}"
            })
    void whatTheColumnsSayIsWhatThePayloadSays(String template) {
        assertThat(match(template, MEMBER, CERTIFICATE, SUBJECT)).isTrue();
        for (UUID wrong : new UUID[] {OTHER, null}) {
            assertThat(match(template, wrong, CERTIFICATE, SUBJECT)).isFalse();
            assertThat(match(template, MEMBER, wrong, SUBJECT)).isFalse();
            assertThat(match(template, MEMBER, CERTIFICATE, wrong)).isFalse();
        }
    }

    // StoredEntry.matches: null only where the payload has none
    @ParameterizedTest
    @ValueSource(strings = {"{\"terms\" : {\"version\" : 1}}", "{\"terms\":{\"version\":1}}", "{}"})
    void whatThePayloadDoesNotNameNoColumnNames(String template) {
        assertThat(match(template, null, null, null)).isTrue();
        assertThat(match(template, MEMBER, null, null)).isFalse();
        assertThat(match(template, null, CERTIFICATE, null)).isFalse();
        assertThat(match(template, null, null, SUBJECT)).isFalse();
    }

    // StoredEntry.matchesPayload: the catch
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"permit\" : \"3"})
    void aPayloadThatCannotBeReadMatchesNothing(String template) {
        assertThat(match(template, MEMBER, CERTIFICATE, SUBJECT)).isFalse();
    }

    private static boolean match(
            String template, @Nullable UUID member, @Nullable UUID certificate, @Nullable UUID subject) {
        String payload = template.replace("\"1", '"' + MEMBER.toString())
                .replace("\"2\"", '"' + CERTIFICATE.toString() + '"')
                .replace("\"3", '"' + SUBJECT.toString())
                .replace("\"4\"", '"' + OTHER.toString() + '"');
        String kind = template.startsWith("{\"acceptance") ? "acceptance-recorded" : "permit-granted";
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        EntryHeader header = EntryHeader.of(new UUID(0, 0), 1, Instant.EPOCH, kind, new byte[32], bytes);
        return new StoredEntry(header, header.hash(), RecordDatabase.content(bytes), member, certificate, subject, true)
                .matchesPayload();
    }
}
