package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.evidence.timestamp.TimestampAuthority;
import java.io.IOException;
import org.springframework.data.domain.Limit;

/** Gets time stamps for the checkpoints after the last one that has a time stamp. */
final class Timestamping {

    private static final Limit BATCH = Limit.of(100);

    private final OwnerDatabase database;
    private final Checkpoints checkpoints;
    private final TimestampAuthority authority;

    Timestamping(OwnerDatabase database, Checkpoints checkpoints, TimestampAuthority authority) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.authority = authority;
    }

    /**
     * Gets missing time stamps, in order. Checkpoints from before there was an authority are skipped: each names the one before,
     * so the first that is stamped stands for them.
     *
     * @throws IOException if the authority does not answer, or wrongly; the next call asks again
     */
    void catchUp() throws IOException, InterruptedException {
        for (Checkpoint checkpoint : database.work(() -> checkpoints.findWithoutTimestamp(BATCH))) {
            byte[] token = authority.stamp(checkpoint.signature());
            database.work(() -> checkpoints.addTimestamp(checkpoint.number(), token));
        }
    }
}
