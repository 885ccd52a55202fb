package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.http.RawHttp;
import io.compliancecenter.testing.http.RawHttp.Response;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Forms are bounded in size, and refused before they are read. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormsIT {

    int port;

    @BeforeAll
    void start(@Autowired SecondInstance second) {
        port = second.start().port();
    }

    // FormValve: refusal
    @ParameterizedTest
    @CsvSource({
        "POST, application/x-www-form-urlencoded, 2000000, 413",
        "POST, application/x-www-form-urlencoded, 99999999999, 413",
        "POST, multipart/form-data; boundary=x, 2000000, 415",
        "POST, application/json, 2000000, 415",
        "POST, nonsense, 10, 415",
        "PUT, application/x-www-form-urlencoded, 10, 400",
        "DELETE, text/plain, 10, 400",
        "GET, application/x-www-form-urlencoded, 10, 400"
    })
    void whatIsNoSmallFormIsRefusedBeforeAnyOfItIsRead(String method, String type, long length, int status)
            throws IOException {
        // Nothing of the body is sent, and the answer comes all the same.
        Response response = RawHttp.send(
                port,
                method + " /sign-in HTTP/1.1",
                "Host: localhost",
                "Content-Type: " + type,
                "Content-Length: " + length);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Connection")).isEqualTo("close");
    }

    @Test
    void aFormInChunksIsAskedForItsLength() throws IOException {
        assertThat(RawHttp.send(
                                port,
                                "POST /sign-in HTTP/1.1",
                                "Host: localhost",
                                "Content-Type: application/x-www-form-urlencoded",
                                "Transfer-Encoding: chunked")
                        .status())
                .isEqualTo(411);
    }

    @Test
    void aFormOf64KilobytesIsRead() throws IOException {
        Response response = RawHttp.send(port, RawHttp.form("/sign-in", "a=" + "b".repeat(64 * 1024 - 2)));
        assertThat(response.status()).isIn(302, 303, 403);
        assertThat(RawHttp.send(port, RawHttp.form("/sign-in", "a=" + "b".repeat(64 * 1024 - 1)))
                        .status())
                .isEqualTo(413);
    }

    // FormValve: parse
    @ParameterizedTest
    @MethodSource("unreadable")
    void aFormThatCannotBeReadIs400(String form) throws IOException {
        assertThat(RawHttp.send(port, RawHttp.form("/sign-in", form)).status()).isEqualTo(400);
    }

    static Stream<String> unreadable() {
        return Stream.of("a=%zz", "a=1&".repeat(1_001));
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws IOException {
        Response response = RawHttp.send(port, RawHttp.form("/sign-in", "a=b", "Expect: 100-continue"));
        assertThat(response.status()).isEqualTo(100);
        assertThat(response.body()).startsWith("HTTP/1.1 ");
    }
}
