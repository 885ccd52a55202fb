package io.compliancecenter.terms;

import io.compliancecenter.terms.TermsRefusedException.Objection;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the published terms equal to the given ones. A version keeps its words, its kind and its time for ever, and a new
 * one is above all that ever were; so that what a member agreed to can be told from its number, and its language.
 *
 * <p>The only thing that can be added to a published version is its text in a further language. That takes nothing from
 * what was agreed to: an acceptance is tied to the one text that it was given for, and no text is ever replaced.
 */
@Component
public class TermsPublisher {

    private final TermsVersions versions;

    TermsPublisher(TermsVersions versions) {
        this.versions = versions;
    }

    /**
     * Publishes new versions and languages, retires the versions that are missing, and brings back those that are there
     * again; as the schema's owner, inside {@code OwnerDatabase.publish}.
     *
     * @param prepared by version
     * @param now by the database's clock
     * @return how many versions were added, retired or brought back, or got another language
     * @throws TermsRefusedException if a published version would change, a new one is not above all published ones, the
     *     first is not material, or a version would be in effect before the one below it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int publish(SortedMap<Integer, PreparedTerms> prepared, Instant now) {
        SortedMap<Integer, TermsVersion> published = new TreeMap<>();
        versions.findAll().forEach(version -> published.put(version.version(), version));
        List<Objection> objections = TermsObjections.to(prepared, published, now);
        if (!objections.isEmpty()) {
            throw new TermsRefusedException(objections);
        }
        int changes = 0;
        for (PreparedTerms terms : prepared.values()) {
            TermsVersion before = published.get(terms.version());
            if (before == null) {
                versions.save(new TermsVersion(terms));
                changes++;
            } else {
                changes += before.publishAgain(terms.texts());
            }
        }
        for (TermsVersion before : published.values()) {
            if (!before.isRetired() && !prepared.containsKey(before.version())) {
                before.retire(now);
                changes++;
            }
        }
        // What refuses it in the database does so here.
        versions.flush();
        return changes;
    }
}
