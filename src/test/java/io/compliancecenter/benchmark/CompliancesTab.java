package io.compliancecenter.benchmark;

import java.net.URI;

/** What everything that makes a page costs: sign-in, session, database, templates. */
final class CompliancesTab implements Comparison {

    @Override
    public String name() {
        return "compliances";
    }

    @Override
    public String what() {
        return "Compliances tab, signed in, requests a second, 16 connections";
    }

    @Override
    public String against() {
        return "a bare servlet in the same JVM that writes the same bytes";
    }

    @Override
    public Target target() {
        return Target.atLeast(0.30);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server server = bench.server();
        String cookie = server.signIn();
        URI bare = server.bareServlet(Pages.COMPLIANCES, cookie);
        Load page = bench.load(server, Pages.COMPLIANCES, cookie).expecting(server.sizeOf(Pages.COMPLIANCES, cookie));
        Load bytes = Load.on(bare)
                .header("Cookie", cookie)
                .lasting(bench.settings().duration())
                .expecting(server.sizeOf(Pages.COMPLIANCES, cookie));
        return bench.compare(
                        "the page", () -> page.sample(server), "bare servlet", () -> bytes.sample(server), "requests/s")
                .note("The aim is 0.50.");
    }
}
