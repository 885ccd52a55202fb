package io.compliancecenter.publishing.folder;

/**
 * A place in the published folder.
 *
 * @param file below the folder
 * @param line counts from 1; 0 stands for the file as a whole
 * @param field the path to a value, as in {@code certifications[0].name}; empty if it is not about one value
 */
public record Place(String file, int line, String field) {

    public static Place of(String file) {
        return new Place(file, 0, "");
    }

    public static Place of(String file, int line) {
        return new Place(file, line, "");
    }

    @Override
    public String toString() {
        return file + (line == 0 ? "" : ", line " + line) + (field.isEmpty() ? "" : ", " + field);
    }
}
