package io.compliancecenter.organization.directory;

import io.compliancecenter.organization.directory.OrganizationDirectory.Kind;
import java.util.List;

/** A directory asks for what cannot be: see {@link Objection}. */
public final class DirectoryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Objection> objections;

    /**
     * Why an entry is refused.
     *
     * @param key of the entry
     * @param field of the entry
     * @param reason the end of a sentence about the field
     */
    public record Objection(Kind kind, String key, String field, String reason) {}

    DirectoryRefusedException(List<Objection> objections) {
        super("The directory is refused: " + objections);
        this.objections = List.copyOf(objections);
    }

    /** All objections, users first. */
    public List<Objection> objections() {
        return objections;
    }
}
