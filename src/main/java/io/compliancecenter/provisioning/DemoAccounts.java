package io.compliancecenter.provisioning;

import io.compliancecenter.organization.OrganizationDirectory;
import io.compliancecenter.organization.OrganizationDirectory.Entry;
import io.compliancecenter.organization.OrganizationDirectory.Membership;
import java.util.List;
import org.springframework.stereotype.Component;

/** The accounts of the demo; there is none unless the demo is what is published. */
@Component
class DemoAccounts {

    private static final String PASSWORD = "compliance-demo";

    private volatile List<DemoAccount> accounts = List.of();

    void show(OrganizationDirectory directory) {
        accounts = directory.organizations().stream()
                .flatMap(organization -> organization.members().stream().map(member -> account(organization, member)))
                .toList();
    }

    /** One for each member of each Organization, in the order of the file. */
    List<DemoAccount> list() {
        return accounts;
    }

    private static DemoAccount account(Entry organization, Membership member) {
        return new DemoAccount(
                member.email(), organization.name(), member.role().name(), PASSWORD);
    }
}
