package io.compliancecenter.publishing.folder;

/**
 * A place in the published folder.
 *
 * @param file below the folder
 * @param line counts from 1; 0 stands for the file as a whole
 * @param field the path to a value, as in {@code certifications[0].name}; empty if it is not about one value
 */
public record Location(String file, int line, String field) {

    public static Location of(String file) {
        return new Location(file, 0, "");
    }

    public static Location of(String file, int line) {
        return new Location(file, line, "");
    }

    @Override
    public String toString() {
        return file + (line == 0 ? "" : ", line " + line) + (field.isEmpty() ? "" : ", " + field);
    }
}
