package io.compliancecenter.terms;

import java.util.List;
import java.util.stream.Collectors;

/** The terms cannot be published, because this would change what members agreed to. */
public class TermsRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Objection> objections;

    /**
     * Why a version is refused.
     *
     * @param field the part of the version: {@code version}, {@code change}, {@code effective}, or {@code texts.} and a language tag
     * @param reason as the end of a sentence
     */
    public record Objection(int version, String field, String reason) {}

    TermsRefusedException(List<Objection> objections) {
        super(objections.stream()
                .map(objection -> "Terms version " + objection.version() + ": " + objection.reason())
                .collect(Collectors.joining("; ")));
        this.objections = List.copyOf(objections);
    }

    /** All objections, by ascending version. */
    public List<Objection> objections() {
        return objections;
    }
}
