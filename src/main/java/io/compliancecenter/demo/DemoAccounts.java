package io.compliancecenter.demo;

import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The accounts of the demo; there is none unless the demo is what is published. */
@Component
public class DemoAccounts {

    /**
     * Someone to sign in as, for trying out.
     *
     * @param organization the names of the Organizations that they belong to, with commas between; empty for the vendor's people
     * @param role their roles there or at the desk, with commas between if there are several
     */
    public record DemoAccount(String email, String organization, String role, String password) {}

    private static final String PASSWORD = "compliance-demo";

    private volatile List<DemoAccount> accounts = List.of();

    public void show(OrganizationDirectory directory) {
        accounts = directory.users().stream()
                .map(user -> account(user.email(), directory))
                .toList();
    }

    /** Whether the demo is what is published. */
    public boolean isPublished() {
        return !accounts.isEmpty();
    }

    /** One for each user, in the order of the file. */
    List<DemoAccount> list() {
        return accounts;
    }

    private static DemoAccount account(String email, OrganizationDirectory directory) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> roles = new LinkedHashSet<>();
        for (Entry organization : directory.organizations()) {
            organization.members().stream()
                    .filter(member -> member.email().equals(email))
                    .forEach(member -> {
                        names.add(organization.name());
                        roles.add(member.role().name());
                    });
        }
        directory.desk().stream()
                .filter(person -> person.email().equals(email))
                .forEach(person -> roles.add(person.role().name()));
        return new DemoAccount(email, String.join(", ", names), String.join(", ", roles), PASSWORD);
    }
}
