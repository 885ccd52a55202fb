package io.compliancecenter.demo;

import io.compliancecenter.demo.DemoAccounts.DemoAccount;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the page is once it can be seen, and with the demo whom to sign in as. */
@Component
class Welcome {

    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final DemoAccounts demo;

    Welcome(DemoAccounts demo) {
        this.demo = demo;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        String address = address(ready.getApplicationContext().getEnvironment());
        List<DemoAccount> accounts = demo.list();
        if (accounts.isEmpty()) {
            log.info("Compliance Center is ready at {}", address);
        } else {
            log.info("Compliance Center is ready at {}\n\n{}\n", address, table(address, accounts));
        }
    }

    private static String table(String address, List<DemoAccount> accounts) {
        return "    Open %s and sign in with the password %s as\n"
                        .formatted(address, accounts.get(0).password())
                + accounts.stream()
                        .map(account ->
                                "\n      %-28s %-8s %s".formatted(account.email(), account.role(), place(account)))
                        .collect(Collectors.joining());
    }

    private static String place(DemoAccount account) {
        return account.organization().isEmpty() ? "at the desk" : "of " + account.organization();
    }

    private static String address(Environment environment) {
        boolean tls = environment.getProperty("server.ssl.bundle") != null
                || environment.getProperty("server.ssl.key-store") != null
                || environment.getProperty("server.ssl.certificate") != null;
        return "%s://localhost:%s%s/"
                .formatted(
                        tls ? "https" : "http",
                        environment.getProperty("local.server.port", environment.getProperty("server.port", "8080")),
                        environment.getProperty("server.servlet.context-path", ""));
    }
}
