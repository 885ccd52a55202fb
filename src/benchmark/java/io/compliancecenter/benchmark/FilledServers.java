package io.compliancecenter.benchmark;

import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two servers side by side, with databases that differ in nothing but how much is in them. */
final class FilledServers {

    /** As many entries of the record as the sparse database has. */
    static final int FEW_ENTRIES = 100;

    /** The one Organization of the sparse database, beside those of the demo. */
    static final int ONLY = 0;

    private @Nullable Server full;
    private @Nullable Server sparse;

    /** The server with the big database. It is started and filled when it is first asked for, which takes minutes. */
    Server full(Bench bench) throws Exception {
        if (full == null) {
            System.out.println("Filling the big database");
            long start = System.nanoTime();
            full = filled(bench, "full", FillingPlan.of(bench.settings().scale()));
            System.out.printf("Filled in %.0f s%n", (System.nanoTime() - start) / 1e9);
        }
        return full;
    }

    /** The server with next to nothing in its database. */
    Server sparse(Bench bench) throws Exception {
        if (sparse == null) {
            sparse = filled(bench, "sparse", FillingPlan.single(FEW_ENTRIES));
        }
        return sparse;
    }

    private static Server filled(Bench bench, String name, FillingPlan plan) throws Exception {
        // It ends with this JVM at the latest.
        Server server =
                Server.startAlone(bench, new Server.Options(bench.emptyDirectory(name), Bench.RECOMMENDED, List.of()));
        Filling.fill(server.superuser(), plan);
        Filling.awaitCheckpoint(server.superuser());
        return server;
    }

    /** A page of an Organization for its first admin, one request after the other. */
    static Load load(Bench bench, Server server, int organization, String below) throws Exception {
        String cookie = server.signIn(FillingPlan.email(organization, 0), Filling.PASSWORD);
        String path = "/organizations/" + FillingPlan.slug(organization) + below;
        // The addresses on a page may differ a little in length.
        long size = server.sizeOf(path.replaceFirst("\\?.*", ""), cookie) * 9 / 10;
        return bench.load(server, path, cookie).expecting(size);
    }
}
