package io.compliancecenter.dashboard.shell;

import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.dashboard.CataloguePreview;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationView;
import io.compliancecenter.organization.UserWithMemberships;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frame around every page of an Organization, and around those of the user.
 *
 * @param vendor the vendor's name; null while nothing is published
 * @param support the vendor's e-mail address for questions; null while nothing is published
 * @param vendorInitial for the mark, which is for the eye only
 * @param organization the current Organization's name; null on a page of the user
 * @param slug the current Organization's name in addresses; empty on a page of the user
 * @param section the first part of the address below the Organization's, such as {@code activity}
 * @param admin whether the user may see what only admins do
 * @param atDesk whether the user works at the vendor's desk
 * @param switcher null where there is no other Organization to switch to
 */
public record Shell(
        @Nullable String vendor,
        @Nullable String support,
        @Nullable String vendorInitial,
        @Nullable String organization,
        String slug,
        String section,
        boolean admin,
        boolean atDesk,
        @Nullable OrganizationSwitcher switcher,
        String userName,
        String userEmail,
        String userInitial) {

    /** Its name in the model of a page. */
    public static final String ATTRIBUTE = "shell";

    /** @param samePage the address of the current page below an Organization's own, wherever it exists: see {@link OrganizationSwitchTarget} */
    static Shell of(
            CurrentMember member,
            String section,
            String samePage,
            UserWithMemberships user,
            @Nullable VendorDetails published) {
        Optional<VendorDetails> vendor = Optional.ofNullable(published);
        OrganizationView current = member.organization();
        return new Shell(
                vendor.map(VendorDetails::name).orElse(null),
                vendor.map(VendorDetails::support).orElse(null),
                vendor.map(VendorDetails::name).map(Shell::initial).orElse(null),
                current.name(),
                current.slug(),
                section,
                member.isAdmin(),
                !user.deskRoles().isEmpty(),
                OrganizationSwitcher.of(
                        user.organizations(),
                        2,
                        organization -> new OrganizationSwitcher.Choice(
                                organization.name(),
                                "/organizations/" + organization.slug() + samePage,
                                organization.id().equals(current.id()))),
                member.name(),
                member.email(),
                initial(member.name()));
    }

    /** The frame of a page that belongs to the user, and to no Organization. */
    static Shell of(UserWithMemberships user, @Nullable VendorDetails published) {
        Optional<VendorDetails> vendor = Optional.ofNullable(published);
        return new Shell(
                vendor.map(VendorDetails::name).orElse(null),
                vendor.map(VendorDetails::support).orElse(null),
                vendor.map(VendorDetails::name).map(Shell::initial).orElse(null),
                null,
                "",
                "",
                false,
                !user.deskRoles().isEmpty(),
                OrganizationSwitcher.of(
                        user.organizations(),
                        1,
                        organization -> new OrganizationSwitcher.Choice(
                                organization.name(), "/organizations/" + organization.slug() + "/compliances", false)),
                user.name(),
                user.email(),
                initial(user.name()));
    }

    /** The frame of an Organization's page as its admins would see it, but for somebody of the vendor. */
    static Shell of(CataloguePreview preview, UserWithMemberships user, @Nullable VendorDetails published) {
        Shell own = of(user, published);
        return new Shell(
                own.vendor(),
                own.support(),
                own.vendorInitial(),
                preview.organization(),
                "",
                "compliances",
                true,
                own.atDesk(),
                null,
                own.userName(),
                own.userEmail(),
                own.userInitial());
    }

    /** The same frame for every reader who sees the same, with these texts in place of what is their own. */
    public Shell with(
            String organization, String organizations, String userName, String userEmail, String userInitial) {
        return new Shell(
                vendor,
                support,
                vendorInitial,
                organization,
                "",
                section,
                admin,
                atDesk,
                switcher == null ? null : switcher.with(organizations),
                userName,
                userEmail,
                userInitial);
    }

    /** Whether there is another Organization to switch to. */
    public boolean switchable() {
        return switcher != null;
    }

    private static String initial(String name) {
        return name.isEmpty() ? "" : Character.toString(name.codePointAt(0));
    }
}
