package io.compliancecenter.publishing.folder;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code organizations.yaml}. */
final class OrganizationsReader {

    static final String FILE = "organizations.yaml";

    private static final int MAX_NAME = 200;

    private final ValidationErrors errors;
    private final Set<String> emails = new HashSet<>();
    private final Set<String> slugs = new HashSet<>();
    private final Map<Kind, Map<String, Location>> keys =
            Map.of(Kind.USER, new HashMap<>(), Kind.ORGANIZATION, new HashMap<>());

    private OrganizationsReader(ValidationErrors errors) {
        this.errors = errors;
    }

    /** The content of the file, with wrong values replaced; empty if it is not a list of users and Organizations. */
    static Optional<OrganizationsFile> read(String text, ValidationErrors errors) {
        OrganizationsReader reader = new OrganizationsReader(errors);
        return YamlMapping.read(FILE, text, errors, "users", "organizations")
                .map(root -> new OrganizationsFile(reader.directory(root), reader.keys));
    }

    private OrganizationDirectory directory(YamlMapping root) {
        List<OrganizationDirectory.User> users =
                root.requiredMappings("users", "key", "returns", "email", "name", "password").stream()
                        .map(this::user)
                        .toList();
        List<OrganizationDirectory.Entry> organizations =
                root.requiredMappings("organizations", "key", "returns", "slug", "name", "members").stream()
                        .map(this::organization)
                        .toList();
        return new OrganizationDirectory(users, organizations);
    }

    private OrganizationDirectory.User user(YamlMapping entry) {
        int before = errors.count();
        String email = unique(entry, "email", email(entry), emails);
        return new OrganizationDirectory.User(
                key(entry, Kind.USER, "email", email, errors.count() > before),
                returns(entry),
                email,
                name(entry),
                password(entry));
    }

    /**
     * The key of an entry.
     *
     * @param label the field that stands for it where it has none of its own
     * @param reported whether that field is wrong, and reported
     */
    private String key(YamlMapping entry, Kind kind, String label, String value, boolean reported) {
        boolean own = entry.has("key");
        String key = own ? entry.value("key", ValueParser.KEY, "") : value;
        Location location = entry.at("returns");
        if (!key.isEmpty() && requireNonNull(keys.get(kind)).putIfAbsent(key, location) != null && (own || !reported)) {
            errors.add(
                    entry.at(own ? "key" : label),
                    "'" + key + "' is the key of two entries; without a field 'key', it is the " + label);
        }
        return key;
    }

    private static @Nullable String returns(YamlMapping entry) {
        return entry.has("returns")
                ? entry.value("returns", ValueParser.RETURNS, Optional.<String>empty())
                        .orElse(null)
                : null;
    }

    /** Composed, so that the same name is the same text however an editor writes it. */
    private static String name(YamlMapping entry) {
        return Normalizer.normalize(entry.line("name", MAX_NAME), Normalizer.Form.NFC);
    }

    private String password(YamlMapping entry) {
        int before = errors.count();
        String hash = entry.line("password", MAX_NAME);
        if (errors.count() == before) {
            PasswordHashes.objectionTo(hash).ifPresent(objection -> errors.add(entry.at("password"), objection));
        }
        return hash;
    }

    private OrganizationDirectory.Entry organization(YamlMapping entry) {
        int before = errors.count();
        String slug = unique(entry, "slug", entry.value("slug", ValueParser.CODE, ""), slugs);
        Set<String> members = new HashSet<>();
        return new OrganizationDirectory.Entry(
                key(entry, Kind.ORGANIZATION, "slug", slug, errors.count() > before),
                returns(entry),
                slug,
                name(entry),
                entry.mappings("members", "email", "role").stream()
                        .map(member -> member(member, members))
                        .toList());
    }

    private OrganizationDirectory.Membership member(YamlMapping entry, Set<String> members) {
        String email = unique(entry, "email", email(entry), members);
        if (!email.isEmpty() && !emails.contains(email)) {
            errors.add(entry.at("email"), "'" + email + "' is not among the users");
        }
        return new OrganizationDirectory.Membership(
                email, entry.value("role", ValueParser.oneOf(Role.class), Role.MEMBER));
    }

    private static String email(YamlMapping entry) {
        return entry.value("email", ValueParser.EMAIL, "");
    }

    private String unique(YamlMapping entry, String field, String value, Set<String> seen) {
        if (!value.isEmpty() && !seen.add(value)) {
            errors.add(entry.at(field), "'" + value + "' is there twice");
        }
        return value;
    }
}
