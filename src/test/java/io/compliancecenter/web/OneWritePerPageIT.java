package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What is read most fits, with all of its headers, into what a connection gathers before it is written. */
@IntegrationTest
class OneWritePerPageIT {

    @LocalServerPort
    int port;

    @Autowired
    ServletWebServerApplicationContext application;

    @Autowired
    Fixtures fixtures;

    // OneWritePerPage
    @Test
    void aListIsWrittenAtOnce() throws IOException {
        Tenant tenant = fixtures.organization();
        byte[] answer = answer(tenant.path("/compliances"), tenant.admin().email());
        assertThat(new String(answer, StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 200")
                .endsWith("</html>\n");
        assertThat(answer).hasSizeLessThanOrEqualTo(room());
    }

    /** As it comes over the line. */
    private byte[] answer(String path, String email) throws IOException {
        String session = new Client(port).signIn(email, Fixtures.PASSWORD).session();
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            line.getOutputStream().write("""
                    GET %s HTTP/1.1\r
                    Host: localhost\r
                    Cookie: SESSION=%s\r
                    Connection: close\r
                    \r
                    """.formatted(path, session).getBytes(StandardCharsets.US_ASCII));
            return line.getInputStream().readAllBytes();
        }
    }

    private int room() {
        Object room = ((TomcatWebServer) application.getWebServer())
                .getTomcat()
                .getConnector()
                .getProperty("socket.appWriteBufSize");
        return Integer.parseInt(room.toString());
    }
}
