package io.compliancecenter.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people who may sign in. They belong to no Organization by themselves. */
@Repository
public class Users {

    private final JdbcClient database;

    Users(JdbcClient database) {
        this.database = database;
    }

    /**
     * What signing in needs to know.
     *
     * @param passwordHash with the name of its algorithm in front, as in {@code {bcrypt}…}
     * @param credentialVersion rises with every change of the password
     */
    public record Credentials(UserId id, String email, String passwordHash, int credentialVersion) {}

    /**
     * The credentials of the user with that e-mail address; empty if unknown or retired.
     *
     * @param email in lower case; without characters that PostgreSQL cannot store
     */
    public Optional<Credentials> credentials(String email) {
        return database.sql("select * from credentials_of(:email)")
                .param("email", email)
                .query((row, number) -> new Credentials(
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getString("email"),
                        row.getString("password_hash"),
                        row.getInt("credential_version")))
                .optional();
    }

    /**
     * How the passwords of all users are hashed.
     *
     * @return the beginning of a hash up to its salt, as in <code>{bcrypt}$2a$12$</code>, each one once, in order
     */
    public List<String> passwordHashKinds() {
        return database.sql("select password_hash_kinds()").query(String.class).list();
    }

    /**
     * The users as they stand now.
     *
     * @return of each, in their order; empty if unknown or retired, or if the password is another one by now
     */
    public List<Optional<Standing>> standings(List<? extends CurrentUser> asked) {
        Map<Long, List<Row>> rows = database
                .sql("select * from standings_of(cast(:users as uuid[]), :versions)")
                .param("users", asked.stream().map(user -> user.id().toString()).toArray(String[]::new))
                .param(
                        "versions",
                        asked.stream().mapToInt(CurrentUser::credentialVersion).toArray())
                .query(Users::row)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::place));
        return IntStream.range(0, asked.size())
                .mapToObj(at -> standing(asked.get(at).id(), rows.getOrDefault(at + 1L, List.of())))
                .toList();
    }

    private static Optional<Standing> standing(UserId user, List<Row> rows) {
        return rows.stream()
                .findFirst()
                .map(first -> new Standing(
                        user,
                        first.userName(),
                        first.userEmail(),
                        first.catalogueRevision(),
                        rows.stream().flatMap(Row::membership).toList()));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("place"),
                row.getString("user_name"),
                row.getString("user_email"),
                row.getObject("organization_id", UUID.class),
                row.getString("slug"),
                row.getString("organization_name"),
                row.getString("role"),
                row.getObject("catalogue_revision", UUID.class));
    }

    private record Row(
            long place,
            String userName,
            String userEmail,
            @Nullable UUID organizationId,
            @Nullable String slug,
            @Nullable String organizationName,
            @Nullable String role,
            UUID catalogueRevision) {

        Stream<Standing.Membership> membership() {
            return organizationId == null || slug == null || organizationName == null || role == null
                    ? Stream.empty()
                    : Stream.of(new Standing.Membership(
                            new Organization(new OrganizationId(organizationId), slug, organizationName),
                            Role.valueOf(role)));
        }
    }
}
