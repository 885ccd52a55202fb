package io.compliancecenter.dashboard.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.OrganizationView;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.testing.fixtures.SignedIn;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShellTest {

    private static final OrganizationView ACME =
            new OrganizationView(new OrganizationId(UUID.randomUUID()), "acme", "Acme");
    private static final OrganizationView GLOBEX =
            new OrganizationView(new OrganizationId(UUID.randomUUID()), "globex", "Globex");
    private static final VendorDetails VENDOR = new VendorDetails("CleverTap", "help@vendor.example", "Introduction");

    @Test
    void marksTheCurrentOrganizationAmongAll() {
        Shell shell = Shell.of(member("Ada Mercer"), "compliances", "/compliances", user(ACME, GLOBEX), VENDOR);
        assertThat(shell.switchable()).isTrue();
        assertThat(shell.switcher().choices())
                .containsExactly(
                        new OrganizationSwitcher.Choice("Acme", "/organizations/acme/compliances", true),
                        new OrganizationSwitcher.Choice("Globex", "/organizations/globex/compliances", false));
    }

    @Test
    void offersNoSwitchWhereThereIsNothingElse() {
        assertThat(Shell.of(member("Ada Mercer"), "compliances", "/compliances", user(ACME), VENDOR)
                        .switchable())
                .isFalse();
    }

    @Test
    void takesWholeCharactersForItsMarks() {
        // Outside of the basic plane, where a char is only half of it.
        assertThat(Shell.of(member("𠮷田"), "compliances", "/compliances", user(ACME), VENDOR)
                        .userInitial())
                .isEqualTo("𠮷");
    }

    @Test
    void hasNoVendorWhileNothingIsPublished() {
        Shell shell = Shell.of(member("Ada Mercer"), "compliances", "/compliances", user(ACME), null);
        assertThat(shell.vendor()).isNull();
        assertThat(shell.vendorInitial()).isNull();
        assertThat(shell.support()).isNull();
    }

    private static final UserId USER = new UserId(new UUID(0, 1));

    private static UserWithMemberships user(OrganizationView... organizations) {
        return new UserWithMemberships(
                USER,
                1,
                "Ada Mercer",
                "ada@acme.example",
                Instant.EPOCH,
                Stream.of(organizations)
                        .map(organization ->
                                new UserWithMemberships.MembershipView(organization, Role.ADMIN, Set.of(), null))
                        .toList(),
                Set.of());
    }

    private static CurrentMember member(String name) {
        return new CurrentMember(ACME, Role.ADMIN, USER, name, "ada@acme.example", new SignedIn(USER));
    }
}
