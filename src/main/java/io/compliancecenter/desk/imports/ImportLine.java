package io.compliancecenter.desk.imports;

import org.jspecify.annotations.Nullable;

/**
 * What a line of a file says.
 *
 * @param line where it begins in the file, counted from 1
 * @param organization key, in lower case
 * @param organizationName null to leave it as it is
 * @param email in lower case; null if the line is about the Organization alone, as are the name and the role then
 * @param name of the person; null if the file does not say it
 */
record ImportLine(
        int line,
        String organization,
        @Nullable String organizationName,
        @Nullable String email,
        @Nullable String name,
        @Nullable String role) {}
