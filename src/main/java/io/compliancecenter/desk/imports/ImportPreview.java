package io.compliancecenter.desk.imports;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded file, and what its import would do now.
 *
 * @param sha256 of the file
 * @param lines how many can be understood
 * @param result how many of each change were made, by name; null before the import
 * @param plan SHA-256 of the changes
 * @param errors what is wrong with the file
 * @param changes also those that cannot be made
 */
record ImportPreview(
        UUID id,
        String fileName,
        String sha256,
        int lines,
        @Nullable Map<String, Integer> result,
        String plan,
        List<ImportError> errors,
        List<Change> changes) {

    /** What an import does. */
    enum Kind {
        ORGANIZATION_ADDED,
        ORGANIZATION_RENAMED,
        INVITED,
        INVITED_AGAIN,
        INVITATION_CHANGED,
        INVITATION_RENEWED,
        ROLE_CHANGED,
        UNCHANGED
    }

    /**
     * A change, or why it cannot be made.
     *
     * @param change null if it cannot be made
     * @param problem the end of a message's key; null if it can be made, as is the field
     * @param organization key
     * @param name of the Organization; null if there is none
     * @param email null for a change of the Organization, as are the name and the role
     * @param before name, role or source at present
     * @param mailable whether there is somebody to be invited by mail
     */
    record Change(
            int line,
            @Nullable Kind change,
            @Nullable String problem,
            @Nullable String field,
            String organization,
            @Nullable String name,
            @Nullable String email,
            @Nullable String memberName,
            @Nullable String role,
            @Nullable String before,
            boolean mailable) {

        /** The role at present; null if there is none, or it is about the Organization. */
        public @Nullable String memberBefore() {
            return email == null ? null : before;
        }

        ImportError error() {
            String why = Objects.requireNonNull(problem);
            return new ImportError(
                    line,
                    Objects.requireNonNull(field),
                    why.equals("changed-elsewhere") ? why + '.' + before : why,
                    before == null ? organization : before);
        }
    }

    /** All that is wrong, by line. */
    List<ImportError> allErrors() {
        return Stream.concat(
                        errors.stream(),
                        changes.stream()
                                .filter(change -> change.problem() != null)
                                .map(Change::error))
                .sorted(Comparator.comparingInt(ImportError::line))
                .toList();
    }

    /** What would be different, by line. */
    List<Change> effective() {
        return changes.stream()
                .filter(change -> change.change() != null && change.change() != Kind.UNCHANGED)
                .toList();
    }

    /** How many there are of each kind that occurs. */
    Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        changes.forEach(change -> {
            if (change.change() != null) {
                counts.merge(change.change(), 1, Integer::sum);
            }
        });
        return counts;
    }

    /** How many would get a mail. */
    int mailable() {
        return (int) changes.stream().filter(Change::mailable).count();
    }
}
