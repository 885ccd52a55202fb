package io.compliancecenter.dashboard.shell;

import io.compliancecenter.organization.OrganizationView;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The menu in the top bar that leads to the user's Organizations.
 *
 * @param choices all that the user belongs to, the current one among them
 * @param searchable whether there are too many to find one at a glance
 * @param placeholder what stands for the choices in a page that is shared; null in every other
 */
record OrganizationSwitcher(
        List<Choice> choices, boolean searchable, @Nullable String placeholder) {

    /** More Organizations than these are searched rather than read. */
    private static final int AT_A_GLANCE = 8;

    /**
     * An Organization to switch to.
     *
     * @param address of the page there that is the same as the current one
     */
    record Choice(String name, String address, boolean current) {}

    /** @param least the number of Organizations from which on there is one to switch to */
    static @Nullable OrganizationSwitcher of(
            List<OrganizationView> organizations, int least, Function<OrganizationView, Choice> choice) {
        return organizations.size() < least
                ? null
                : new OrganizationSwitcher(
                        organizations.stream().map(choice).toList(), organizations.size() > AT_A_GLANCE, null);
    }

    /** The same menu of everybody whose menu is of that kind. */
    OrganizationSwitcher with(String placeholder) {
        return new OrganizationSwitcher(List.of(), searchable, placeholder);
    }
}
