package io.compliancecenter.catalogue;

/**
 * The first language of the catalogue cannot become another one, because texts are managed at the desk that are in the one before.
 */
public class FirstLanguageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String language;

    /** @param language that it has to stay, as a tag */
    FirstLanguageException(String language) {
        super("The first language of the catalogue has to stay " + language);
        this.language = language;
    }

    /** The one that it has to stay, as a tag (BCP 47). */
    public String language() {
        return language;
    }
}
