package io.compliancecenter.testing.filling;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The Organizations and users of a filled database, and the sessions of every tenth user. */
final class FilledDirectory {

    private static final String PASSWORD_HASH = "{bcrypt}" + new BCryptPasswordEncoder().encode(Filling.PASSWORD);

    private final FillingPlan plan;
    private final UUID[] organizations;
    private final UUID[][] users;

    /** @param start in milliseconds since 1970, when the first Organization came */
    FilledDirectory(FillingPlan plan, long start, SplittableRandom random) {
        this.plan = plan;
        organizations = new UUID[plan.organizations()];
        users = new UUID[plan.organizations()][FillingPlan.MEMBERS];
        for (int organization = 0; organization < organizations.length; organization++) {
            long came = start + TimeUnit.HOURS.toMillis(organization);
            organizations[organization] = uuid(came, random);
            for (int member = 0; member < FillingPlan.MEMBERS; member++) {
                users[organization][member] = uuid(came + member + 1, random);
            }
        }
    }

    /** As the database draws them: those of later times are greater (RFC 9562, version 7). */
    static UUID uuid(long millis, SplittableRandom random) {
        return new UUID(
                millis << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
    }

    UUID organization(int organization) {
        return organizations[organization];
    }

    UUID user(int organization, int member) {
        return users[organization][member];
    }

    void write(Connection connection) throws SQLException {
        try (TableRows rows = new TableRows(
                connection, "user_account", "id", "key", "email", "name", "password_hash", "credential_version")) {
            forEachUser((organization, member) -> rows.row()
                    .uuid(user(organization, member))
                    .text(FillingPlan.email(organization, member))
                    .text(FillingPlan.email(organization, member))
                    .text(FillingPlan.userName(organization, member))
                    .text(PASSWORD_HASH)
                    .integer(1));
        }
        try (TableRows rows = new TableRows(connection, "organization", "id", "key", "slug", "name")) {
            for (int organization = 0; organization < organizations.length; organization++) {
                rows.row()
                        .uuid(organization(organization))
                        .text(FillingPlan.slug(organization))
                        .text(FillingPlan.slug(organization))
                        .text(FillingPlan.name(organization));
            }
        }
        try (TableRows rows = new TableRows(connection, "member", "organization_id", "user_id", "role", "source")) {
            forEachUser((organization, member) -> {
                add(rows, organization, organization, member);
                if (member == 0 && organization % 5 == 0 && plan.organizations() > 1) {
                    add(rows, (organization + 1) % plan.organizations(), organization, member);
                }
            });
        }
    }

    /** Every tenth user is signed in. */
    void writeSessions(Connection connection, long nowMillis, SplittableRandom random) throws SQLException {
        UUID[] sessions = new UUID[organizations.length];
        try (TableRows rows = new TableRows(
                connection,
                "spring_session",
                "primary_id",
                "session_id",
                "creation_time",
                "last_access_time",
                "max_inactive_interval",
                "expiry_time",
                "principal_name")) {
            for (int organization = 0; organization < sessions.length; organization++) {
                sessions[organization] = new UUID(random.nextLong(), random.nextLong());
                rows.row()
                        .text(sessions[organization].toString())
                        .text(new UUID(random.nextLong(), random.nextLong()).toString())
                        .bigint(nowMillis)
                        .bigint(nowMillis)
                        .integer((int) TimeUnit.DAYS.toSeconds(1))
                        .bigint(nowMillis + TimeUnit.DAYS.toMillis(1))
                        .text(users[organization][0].toString());
            }
        }
        byte[] context = "a security context ".repeat(40).getBytes(StandardCharsets.UTF_8);
        try (TableRows rows = new TableRows(
                connection, "spring_session_attributes", "session_primary_id", "attribute_name", "attribute_bytes")) {
            for (UUID session : sessions) {
                rows.row()
                        .text(session.toString())
                        .text("SPRING_SECURITY_CONTEXT")
                        .bytes(context);
            }
        }
    }

    private void add(TableRows rows, int into, int organization, int member) {
        rows.row()
                .uuid(organization(into))
                .uuid(user(organization, member))
                .text(member < FillingPlan.ADMINS ? "ADMIN" : "MEMBER")
                .text(member < FillingPlan.INVITED ? "FILES" : "INVITATION");
    }

    private void forEachUser(UserConsumer consumer) {
        for (int organization = 0; organization < organizations.length; organization++) {
            for (int member = 0; member < FillingPlan.MEMBERS; member++) {
                consumer.accept(organization, member);
            }
        }
    }

    private interface UserConsumer {
        void accept(int organization, int member);
    }
}
