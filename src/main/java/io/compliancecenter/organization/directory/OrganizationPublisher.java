package io.compliancecenter.organization.directory;

import io.compliancecenter.organization.directory.DirectoryRefusedException.Objection;
import io.compliancecenter.organization.directory.DirectoryTables.Returned;
import io.compliancecenter.organization.directory.DirectoryTables.Successor;
import io.compliancecenter.organization.directory.DirectoryTables.UnknownReturn;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes users, Organizations and members. An entry refers to the row that has its key and is not retired, whatever its
 * slug, e-mail address or name; without such a row it adds one, unless it says that a retired one returns. Rows without an
 * entry are retired and never deleted, because records refer to them.
 */
public final class OrganizationPublisher {

    /** Components of records have the names of the columns. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final JdbcClient owner;

    /**
     * A publisher within one publication.
     *
     * @param owner the schema's owner, alone in its transaction: see {@code OwnerDatabase}
     */
    public OrganizationPublisher(JdbcClient owner) {
        this.owner = owner;
    }

    /**
     * The result of a publication.
     *
     * @param rows how many users, Organizations and members were added, changed, retired or brought back
     * @param returned a sentence about each user or Organization that was brought back
     * @param successors a sentence about each that is new under the key, slug or address of another
     */
    public record Outcome(int rows, List<String> returned, List<String> successors) {}

    /**
     * Publishes the directory.
     *
     * @throws DirectoryRefusedException if it asks to bring back what never existed
     */
    public Outcome publish(OrganizationDirectory directory) {
        DirectoryTables tables = new DirectoryTables(
                owner, JSON.writeValueAsString(directory.users()), JSON.writeValueAsString(directory.organizations()));
        List<Objection> objections = ofBothKinds(kind -> tables.unknownReturns(kind).stream()
                .map(unknown -> new Objection(kind, unknown.key(), reason(kind, unknown))));
        if (!objections.isEmpty()) {
            throw new DirectoryRefusedException(objections);
        }
        List<String> returned =
                ofBothKinds(kind -> tables.bringBack(kind).stream().map(row -> sentence(kind, row)));
        List<String> successors =
                ofBothKinds(kind -> tables.successors(kind).stream().map(row -> sentence(kind, row)));
        return new Outcome(returned.size() + tables.merge(), returned, successors);
    }

    private static <T> List<T> ofBothKinds(Function<Kind, Stream<T>> each) {
        return Stream.of(Kind.USER, Kind.ORGANIZATION).flatMap(each).toList();
    }

    private static String reason(Kind kind, UnknownReturn unknown) {
        String never = "there never was %s with the key '%s'"
                .formatted(kind == Kind.USER ? "a user" : "an Organization", unknown.key());
        return unknown.returns().equals(OrganizationDirectory.LAST_RETIRED)
                ? never + "; leave 'returns' out for a new one"
                : never + " and the id " + unknown.returns();
    }

    private static String sentence(Kind kind, Returned row) {
        return "Brought back the %s '%s' (key '%s', id %s), which was retired on %s"
                .formatted(word(kind), row.label(), row.key(), row.id(), row.retiredAt());
    }

    private static String sentence(Kind kind, Successor row) {
        String before = row.retiredAt() == null
                ? "The one published as '%s' until now has the key '%s' and is retired"
                        .formatted(row.label(), row.keyBefore())
                : "Another one with this key was retired on %s".formatted(row.retiredAt());
        return ("The %s '%s' (key '%s') is a new one, without earlier records or consents. %s; if they are the same,"
                        + " write \"key: %s\" and \"returns: %s\"")
                .formatted(word(kind), row.label(), row.key(), before, row.keyBefore(), row.id());
    }

    private static String word(Kind kind) {
        return kind == Kind.USER ? "user" : "Organization";
    }
}
