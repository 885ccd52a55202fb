package io.compliancecenter.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Gives a page to the operating system as a whole: its headers and what does not fit beside them would be a second call. */
@Component
class OneWritePerPage implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** In bytes, for each connection: more than most pages have with their headers. */
    private static final int ROOM = 16 * 1024;

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", Integer.toString(ROOM)));
    }
}
