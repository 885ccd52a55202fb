package io.compliancecenter.organization.directory;

import io.compliancecenter.organization.directory.DirectoryRefusedException.Objection;
import io.compliancecenter.organization.directory.DirectoryTables.AtDesk;
import io.compliancecenter.organization.directory.DirectoryTables.Invited;
import io.compliancecenter.organization.directory.DirectoryTables.Returned;
import io.compliancecenter.organization.directory.DirectoryTables.Successor;
import io.compliancecenter.organization.directory.DirectoryTables.UnknownReturn;
import io.compliancecenter.organization.directory.OrganizationDirectory.DeskApproval;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes users, Organizations, members and access groups. An entry refers to the row that has its key and is not retired, whatever its
 * slug, e-mail address or name; without such a row it adds one, unless it says that a retired one returns. Rows without an
 * entry are retired and never deleted, because records refer to them.
 */
@Component
public class OrganizationPublisher {

    /** Components of records have the names of the columns. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final DirectoryTables tables;
    private final GroupTables groups;

    OrganizationPublisher(DirectoryTables tables, GroupTables groups) {
        this.tables = tables;
        this.groups = groups;
    }

    /**
     * The result of a publication.
     *
     * @param rows how many users, Organizations, members, groups and Organizations in groups were added, changed, retired or brought
     *     back
     * @param returned a sentence about each user or Organization that was brought back
     * @param successors a sentence about each that is new under the key, slug or address of another
     * @param left keys of Organizations and codes of groups that the desk manages
     */
    public record Outcome(int rows, List<String> returned, List<String> successors, List<String> left) {}

    /**
     * Publishes the directory, inside {@code PublisherDatabase.publish}.
     *
     * @throws DirectoryRefusedException if it asks to bring back what never existed, or for the slug of an Organization that the desk manages
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome publish(OrganizationDirectory directory) {
        String users = JSON.writeValueAsString(directory.users());
        List<AtDesk> atDesk = tables.findManagedAtDesk(JSON.writeValueAsString(directory.organizations()));
        List<String> left =
                atDesk.stream().filter(AtDesk::sameKey).map(AtDesk::key).toList();
        String organizations = JSON.writeValueAsString(directory.organizations().stream()
                .filter(organization -> !left.contains(organization.key()))
                .toList());
        Map<Kind, String> entries = Map.of(Kind.USER, users, Kind.ORGANIZATION, organizations);
        List<Objection> objections = new ArrayList<>(ofBothKinds(
                entries,
                tables::findUnknownReturns,
                (kind, unknown) -> new Objection(kind, unknown.key(), "returns", reason(kind, unknown))));
        atDesk.stream()
                .filter(organization -> !left.contains(organization.key()))
                .map(OrganizationPublisher::slugAtDesk)
                .forEach(objections::add);
        if (!objections.isEmpty()) {
            throw new DirectoryRefusedException(objections);
        }
        List<String> returned = ofBothKinds(entries, tables::bringBack, OrganizationPublisher::sentence);
        List<String> successors = ofBothKinds(entries, tables::findSuccessors, OrganizationPublisher::sentence);
        List<Invited> invited = tables.retireInvited(users);
        String accessGroups = JSON.writeValueAsString(directory.groups());
        return new Outcome(
                returned.size()
                        + invited.size()
                        + tables.merge(users, organizations)
                        + tables.publishDesk(JSON.writeValueAsString(directory.desk()))
                        + tables.publishDeskApproval(directory.deskApproval() == DeskApproval.SECOND_PERSON)
                        + groups.publish(accessGroups),
                returned,
                Stream.concat(successors.stream(), invited.stream().map(OrganizationPublisher::sentence))
                        .toList(),
                Stream.concat(left.stream(), groups.findLeft(accessGroups).stream())
                        .toList());
    }

    private static <R, T> List<T> ofBothKinds(
            Map<Kind, String> entries, BiFunction<Kind, String, List<R>> query, BiFunction<Kind, R, T> result) {
        return Stream.of(Kind.USER, Kind.ORGANIZATION)
                .flatMap(kind -> query.apply(kind, Objects.requireNonNull(entries.get(kind))).stream()
                        .map(row -> result.apply(kind, row)))
                .toList();
    }

    private static String reason(Kind kind, UnknownReturn unknown) {
        String never = "there never was %s with the key '%s'"
                .formatted(kind == Kind.USER ? "a user" : "an Organization", unknown.key());
        return unknown.returns().equals(OrganizationDirectory.LAST_RETIRED)
                ? never + "; leave 'returns' out for a new one"
                : never + " and the id " + unknown.returns();
    }

    private static Objection slugAtDesk(AtDesk organization) {
        return new Objection(
                Kind.ORGANIZATION,
                organization.key(),
                "slug",
                "'" + organization.slug() + "' is the slug of another Organization, which the desk manages");
    }

    private static String sentence(Invited account) {
        return ("The user '%s' is a new one, without earlier records or consents. The account that was made by an invitation to"
                        + " this address (id %s) is retired with its memberships, because an address can be given to somebody else")
                .formatted(account.email(), account.id());
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
