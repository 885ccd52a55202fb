package io.compliancecenter.catalogue;

/** The first language of the catalogue cannot become another one, because texts at the desk are in the one before. */
public class FirstLanguageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String language;
    private final boolean managed;

    /**
     * @param language that it has to stay, as a tag
     * @param managed whether the desk manages what is published; otherwise only drafts have texts
     */
    FirstLanguageException(String language, boolean managed) {
        super("The first language of the catalogue has to stay " + language);
        this.language = language;
        this.managed = managed;
    }

    /** Whether the desk manages what is published; otherwise only drafts have texts. */
    public boolean isManaged() {
        return managed;
    }

    /** The one that it has to stay, as a tag (BCP 47). */
    public String language() {
        return language;
    }
}
