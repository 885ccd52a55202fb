package io.compliancecenter.benchmark.scale;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.server.RecommendedOptions;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.testing.filling.FilledCatalogue;
import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two servers whose databases differ only in size. */
public final class FilledServers {

    /** The number of record entries in the sparse database. */
    static final int FEW_ENTRIES = 100;

    /** The only Organization in the sparse database besides those of the demo. */
    public static final int ONLY = 0;

    private @Nullable Server full;
    private @Nullable Server sparse;
    private boolean withCatalogue;

    /** The server with the large database. The first call starts and fills it, which takes minutes. */
    Server full(Bench bench) throws Exception {
        if (full == null) {
            System.out.println("Filling the large database");
            long start = System.nanoTime();
            full = filled(bench, "full", FillingPlan.of(bench.settings().scale()));
            System.out.printf("Filled in %.0f s%n", (System.nanoTime() - start) / 1e9);
        }
        return full;
    }

    /** The server with the large database, to which the first call adds a large catalogue. */
    Server withCatalogue(Bench bench) throws Exception {
        Server server = full(bench);
        if (!withCatalogue) {
            FilledCatalogue.add(server.superuser());
            Filling.awaitCheckpoint(server.superuser());
            withCatalogue = true;
        }
        return server;
    }

    /** The server with the sparse database. */
    public Server sparse(Bench bench) throws Exception {
        if (sparse == null) {
            sparse = filled(bench, "sparse", FillingPlan.single(FEW_ENTRIES));
        }
        return sparse;
    }

    private static Server filled(Bench bench, String name, FillingPlan plan) throws Exception {
        // Stops at the latest when this JVM ends.
        Server server = Server.startAlone(
                bench.packaged(), new Server.Options(bench.emptyDirectory(name), RecommendedOptions.JVM, List.of()));
        Filling.fill(server.superuser(), plan);
        Filling.awaitCheckpoint(server.superuser());
        return server;
    }

    /** Requests a page of an Organization as its first admin, one at a time. */
    static Load load(Bench bench, Server server, int organization, String below) throws Exception {
        String cookie = server.signIn(FillingPlan.email(organization, 0), Filling.PASSWORD);
        String path = "/organizations/" + FillingPlan.slug(organization) + below;
        // The links on a page differ a little in length.
        long size = server.sizeOf(path.replaceFirst("\\?.*", ""), cookie) * 9 / 10;
        return bench.load(server, path, cookie).expecting(size);
    }
}
