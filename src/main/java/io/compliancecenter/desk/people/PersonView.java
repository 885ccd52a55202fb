package io.compliancecenter.desk.people;

import io.compliancecenter.desk.people.DeskPeople.RoleRow;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of the vendor's people, for the page that lists them. */
record PersonView(UUID id, String name, String email, List<RoleView> roles) {

    /** @param until when it ends unless a sign-in at the provider confirms it; null for a role from the folder */
    record RoleView(DeskRole role, @Nullable TimeText until) {}

    /** Whether a provider has given them a role, which can be taken away here. */
    public boolean isTakeable() {
        return roles.stream().anyMatch(role -> role.until() != null);
    }

    /** In the order of the rows. */
    static List<PersonView> of(List<RoleRow> rows, Locale language, ZoneId zone) {
        return rows.stream()
                .collect(Collectors.groupingBy(RoleRow::id, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(roles -> of(
                        roles.get(0),
                        roles.stream().map(row -> view(row, language, zone)).toList()))
                .toList();
    }

    private static PersonView of(RoleRow row, List<RoleView> roles) {
        return new PersonView(row.id(), row.name(), row.email(), roles);
    }

    private static RoleView view(RoleRow row, Locale language, ZoneId zone) {
        return new RoleView(DeskRole.valueOf(row.role()), TimeText.ofNullable(row.expiresAt(), language, zone));
    }
}
