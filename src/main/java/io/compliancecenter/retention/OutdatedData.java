package io.compliancecenter.retention;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is kept for a time only. It is SQL, because it is of many tables: the database function {@code delete_outdated_data} deletes
 * from each, and the role that works in the background may do no more than call it.
 */
@Repository
class OutdatedData {

    private final JdbcClient database;

    OutdatedData(JdbcClient database) {
        this.database = database;
    }

    /** Inside of {@code WorkerDatabase.work}. */
    void delete(RetentionProperties kept) {
        database.sql("""
                        select 1 from delete_outdated_data(
                            make_interval(secs => :mails), make_interval(secs => :invitations), make_interval(secs => :credentials))
                        """)
                .param("mails", seconds(kept.mails()))
                .param("invitations", seconds(kept.invitations()))
                .param("credentials", seconds(kept.credentials()))
                .query(Integer.class)
                .single();
    }

    private static double seconds(Duration time) {
        return time.toSeconds();
    }
}
