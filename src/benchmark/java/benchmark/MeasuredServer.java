package benchmark;

import io.compliancecenter.ComplianceCenter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Starts the unchanged application, and beside it a bare servlet in a second Tomcat on its own port. */
final class MeasuredServer {

    private MeasuredServer() {}

    /** @param arguments of the application */
    public static void main(String[] arguments) throws Exception {
        ComplianceCenter.main(arguments);

        Path directory = Files.createTempDirectory("bare-servlet");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(0);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        Wrapper wrapper = context.createWrapper();
        wrapper.setName("bare");
        wrapper.setServlet(new BareServlet());
        context.addChild(wrapper);
        context.addServletMapping("/", "bare");
        tomcat.start();
        System.out.println("The bare servlet is ready at http://localhost:" + connector.getLocalPort() + "/");
    }
}
