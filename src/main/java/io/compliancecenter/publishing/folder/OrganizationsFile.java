package io.compliancecenter.publishing.folder;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.PersonName;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.DeskApproval;
import io.compliancecenter.organization.directory.OrganizationDirectory.DeskPerson;
import io.compliancecenter.organization.directory.OrganizationDirectory.Entry;
import io.compliancecenter.organization.directory.OrganizationDirectory.Group;
import io.compliancecenter.organization.directory.OrganizationDirectory.GroupedOrganization;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import io.compliancecenter.organization.directory.OrganizationDirectory.Membership;
import io.compliancecenter.organization.directory.OrganizationDirectory.User;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code organizations.yaml} says, with wrong values replaced. */
public final class OrganizationsFile {

    public static final String NAME = "organizations.yaml";

    /** In place of a password's hash. */
    public static final String KEEP_PASSWORD = "keep";

    private static final ValueParser<Role> ROLE = ValueParser.oneOf(Role.class);
    private static final ValueParser<DeskRole> DESK_ROLE = ValueParser.oneOf(DeskRole.class);
    private static final ValueParser<DeskApproval> DESK_APPROVAL = ValueParser.oneOf(DeskApproval.class);

    private final Set<String> emails = new HashSet<>();
    private final Set<String> slugs = new HashSet<>();
    private final Set<DeskPerson> deskPeople = new HashSet<>();
    private final Set<String> groupCodes = new HashSet<>();
    private final Map<Kind, Map<String, YamlMapping>> entries =
            Map.of(Kind.USER, new HashMap<>(), Kind.ORGANIZATION, new HashMap<>());
    private final OrganizationDirectory directory;

    private OrganizationsFile(YamlMapping root) {
        directory = new OrganizationDirectory(
                root.requiredMappings("users", this::user),
                root.requiredMappings("organizations", this::organization),
                root.mappings("desk", this::deskPerson),
                requireNonNullElse(root.optionalValue("desk-approval", DESK_APPROVAL), DeskApproval.SECOND_PERSON),
                root.mappings("groups", this::group));
    }

    /** Reads the file; empty if it is not a list of users and Organizations. */
    static Optional<OrganizationsFile> read(String text, ValidationErrors errors) {
        return YamlMapping.read(NAME, text, errors, OrganizationsFile::new);
    }

    /** The codes of the access groups. */
    Set<String> groupCodes() {
        return groupCodes;
    }

    public OrganizationDirectory directory() {
        return directory;
    }

    /** Where the entry with that key has the field, or where it should. */
    public Location locationOf(Kind kind, String key, String field) {
        return requireNonNull(entriesOf(kind).get(key)).at(field);
    }

    private Map<String, YamlMapping> entriesOf(Kind kind) {
        return requireNonNull(entries.get(kind));
    }

    private User user(YamlMapping entry) {
        String email = entry.uniqueValue("email", ValueParser.EMAIL, emails);
        return new User(
                key(entry, Kind.USER, "email", email), returns(entry), email, personName(entry), password(entry));
    }

    private Entry organization(YamlMapping entry) {
        String slug = entry.uniqueValue("slug", ValueParser.CODE, slugs);
        Set<String> members = new HashSet<>();
        return new Entry(
                key(entry, Kind.ORGANIZATION, "slug", slug),
                returns(entry),
                slug,
                name(entry),
                entry.mappings("members", member -> member(member, members)));
    }

    private Group group(YamlMapping entry) {
        String code = entry.uniqueValue("code", ValueParser.CODE, groupCodes);
        Set<String> organizations = new HashSet<>();
        return new Group(
                code,
                name(entry),
                entry.mappings("organizations", "organization", organization -> grouped(organization, organizations)));
    }

    private GroupedOrganization grouped(YamlMapping entry, Set<String> seen) {
        String key = entry.uniqueValue("organization", ValueParser.KEY, seen);
        if (!key.isEmpty() && !entriesOf(Kind.ORGANIZATION).containsKey(key)) {
            entry.report("organization", "there is no Organization with the key '" + key + "'");
        }
        Validity validity = Validity.of(entry);
        return new GroupedOrganization(key, validity.from(), validity.until());
    }

    private Membership member(YamlMapping entry, Set<String> members) {
        String email = entry.uniqueValue("email", ValueParser.EMAIL, members);
        if (!email.isEmpty() && !emails.contains(email)) {
            entry.report("email", "'" + email + "' is not among the users");
        }
        return new Membership(email, entry.value("role", ROLE));
    }

    private DeskPerson deskPerson(YamlMapping entry) {
        String email = entry.value("email", ValueParser.EMAIL);
        if (!email.isEmpty() && !emails.contains(email)) {
            entry.report("email", "'" + email + "' is not among the users");
        }
        DeskPerson person = new DeskPerson(email, entry.value("role", DESK_ROLE));
        if (!email.isEmpty() && !deskPeople.add(person)) {
            entry.report("role", "'" + email + "' has this role already");
        }
        return person;
    }

    /**
     * The key of an entry.
     *
     * @param label the field that stands for it where it has none of its own
     */
    private String key(YamlMapping entry, Kind kind, String label, String value) {
        String own = entry.optionalValue("key", ValueParser.KEY);
        String key = own == null ? value : own;
        if (!key.isEmpty() && entriesOf(kind).putIfAbsent(key, entry) != null) {
            entry.report(
                    own == null ? label : "key",
                    "'" + key + "' is the key of two entries; without a field 'key', it is the " + label);
        }
        return key;
    }

    private static @Nullable String returns(YamlMapping entry) {
        String returns = entry.optionalValue("returns", ValueParser.RETURNS);
        return "false".equals(returns) ? null : returns;
    }

    /** Composed, so that the same name is the same text however an editor writes it. */
    private static String name(YamlMapping entry) {
        return Normalizer.normalize(entry.line("name"), Normalizer.Form.NFC);
    }

    private static String personName(YamlMapping entry) {
        String name = name(entry);
        if (!name.isEmpty() && PersonName.of(name).isEmpty()) {
            entry.report("name", "needs a letter or a digit, and may not have invisible characters");
        }
        return name;
    }

    private static @Nullable String password(YamlMapping entry) {
        String hash = entry.line("password");
        if (hash.equals(KEEP_PASSWORD)) {
            return null;
        }
        if (!hash.isEmpty() && !PasswordHashes.accept(hash)) {
            entry.report("password", PasswordHashes.EXPECTED);
        }
        return hash;
    }
}
