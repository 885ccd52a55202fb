package io.compliancecenter.provisioning;

import io.compliancecenter.organization.OrganizationDirectory;
import io.compliancecenter.organization.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code organizations.yaml}. */
final class OrganizationsReader {

    static final String FILE = "organizations.yaml";

    private static final int MAX_NAME = 200;

    private final Problems problems;
    private final Set<String> emails = new HashSet<>();
    private final Set<String> slugs = new HashSet<>();

    private OrganizationsReader(Problems problems) {
        this.problems = problems;
    }

    /** What the text says, with stand-ins for what is wrong and reported; empty if it lists nobody at all. */
    static Optional<OrganizationDirectory> read(String text, Problems problems) {
        return YamlMapping.read(FILE, text, problems, "users", "organizations")
                .map(root -> new OrganizationsReader(problems).directory(root));
    }

    private OrganizationDirectory directory(YamlMapping root) {
        List<OrganizationDirectory.User> users = root.requiredMappings("users", "email", "name", "password").stream()
                .map(this::user)
                .toList();
        List<OrganizationDirectory.Entry> organizations =
                root.requiredMappings("organizations", "slug", "name", "members").stream()
                        .map(this::organization)
                        .toList();
        return new OrganizationDirectory(users, organizations);
    }

    private OrganizationDirectory.User user(YamlMapping entry) {
        String email = unique(entry, "email", email(entry), emails);
        return new OrganizationDirectory.User(email, entry.line("name", MAX_NAME), password(entry));
    }

    private String password(YamlMapping entry) {
        int before = problems.count();
        String hash = entry.line("password", MAX_NAME);
        if (problems.count() == before) {
            PasswordHashes.objectionTo(hash).ifPresent(objection -> problems.add(entry.at("password"), objection));
        }
        return hash;
    }

    private OrganizationDirectory.Entry organization(YamlMapping entry) {
        String slug = unique(entry, "slug", entry.value("slug", Values::code, Values.CODE, ""), slugs);
        Set<String> members = new HashSet<>();
        return new OrganizationDirectory.Entry(
                slug,
                entry.line("name", MAX_NAME),
                entry.mappings("members", "email", "role").stream()
                        .map(member -> member(member, members))
                        .toList());
    }

    private OrganizationDirectory.Membership member(YamlMapping entry, Set<String> members) {
        String email = unique(entry, "email", email(entry), members);
        if (!email.isEmpty() && !emails.contains(email)) {
            problems.add(entry.at("email"), "'" + email + "' is not among the users");
        }
        return new OrganizationDirectory.Membership(
                email, entry.value("role", Values.oneOf(Role.class), Values.namesOf(Role.class), Role.MEMBER));
    }

    private static String email(YamlMapping entry) {
        return entry.value("email", Values::email, Values.EMAIL, "");
    }

    private String unique(YamlMapping entry, String field, String value, Set<String> seen) {
        if (!value.isEmpty() && !seen.add(value)) {
            problems.add(entry.at(field), "'" + value + "' is there twice");
        }
        return value;
    }
}
