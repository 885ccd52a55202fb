package io.compliancecenter.dashboard.shell;

import jakarta.servlet.http.HttpServletRequest;

/** Finds the page of another Organization that corresponds to the current one. */
final class OrganizationSwitchTarget {

    private OrganizationSwitchTarget() {}

    /** The address below the Organization's own, with the query of a list, for example {@code /certifications?page=2}. */
    static String of(HttpServletRequest request) {
        // The Organization's own address is "/organizations/{slug}".
        String[] parts = request.getServletPath().split("/", 5);
        String section = parts.length > 3 ? parts[3] : "";
        String rest = parts.length > 4 ? parts[4] : "";
        return switch (section) {
            // Every Organization sees these, if not all of their certificates.
            case "compliances", "certifications" -> "/" + section + (rest.isEmpty() ? query(request) : "/" + rest);
            case "certificates" -> "/certificates/" + rest.replaceFirst("/.*", "") + "/terms";
            // Records of one Organization do not exist in another, only their list.
            case "activity", "receipts" -> "/activity";
            case "members" -> "/members";
            case "downloads" -> "/certifications";
            default -> "/compliances";
        };
    }

    private static String query(HttpServletRequest request) {
        return request.getQueryString() == null ? "" : "?" + request.getQueryString();
    }
}
