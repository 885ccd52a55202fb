package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.evidence.timestamp.TimestampAuthority;
import java.io.IOException;
import java.util.List;

/** Gets time stamps for the checkpoints after the last one that has a time stamp. */
final class Timestamping {

    private static final int BATCH = 100;

    private final OwnerDatabase database;
    private final TimestampAuthority authority;

    Timestamping(OwnerDatabase database, TimestampAuthority authority) {
        this.database = database;
        this.authority = authority;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pending(long number, byte[] signature) {}

    /**
     * Asks for what is missing, in order. Checkpoints from before there was an authority are left alone: each names the one
     * before, so the first that is stamped stands for them.
     *
     * @throws IOException if the authority is away or answers wrongly; what is still missing is asked for the next time
     */
    void catchUp() throws IOException, InterruptedException {
        for (Pending checkpoint : pending()) {
            byte[] token = authority.stamp(checkpoint.signature());
            database.work(owner -> owner.sql("""
                            insert into checkpoint_timestamp (checkpoint, token) values (:number, :token)
                            on conflict do nothing
                            """)
                    .param("number", checkpoint.number())
                    .param("token", token)
                    .update());
        }
    }

    private List<Pending> pending() {
        return database.work(owner -> owner.sql("""
                        select number, signature from checkpoint
                         where number > coalesce((select max(checkpoint) from checkpoint_timestamp),
                                                 (select max(number) - 1 from checkpoint))
                         order by number limit :limit
                        """)
                .param("limit", BATCH)
                .query((row, index) -> new Pending(row.getLong("number"), row.getBytes("signature")))
                .list());
    }
}
