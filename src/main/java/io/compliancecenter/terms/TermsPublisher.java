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
 * Makes the published terms equal to the given ones. The text, the kind and the time of a version never change, and a new
 * version has a higher number than all earlier ones, so that a number and a language identify what a member agreed to.
 *
 * <p>Versions that were published at the desk stay as they are. A folder that the desk exported has them, too.
 *
 * <p>A published version can only get its text in another language. This does not affect earlier acceptances: each is of one
 * text, and no text is ever replaced.
 */
@Component
public class TermsPublisher {

    private final TermsVersions versions;

    TermsPublisher(TermsVersions versions) {
        this.versions = versions;
    }

    /**
     * Publishes new versions and languages, retires versions that are missing, and publishes retired ones that are given again.
     * Runs inside {@code PublisherDatabase.publish}.
     *
     * @param prepared by version
     * @param now by the database's clock
     * @return the number of changes
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
            } else if (!before.isManagedByDesk()) {
                changes += before.publishAgain(terms.texts());
            }
        }
        for (TermsVersion before : published.values()) {
            if (!before.isRetired() && !before.isManagedByDesk() && !prepared.containsKey(before.version())) {
                before.retire(now);
                changes++;
            }
        }
        // If the database refuses the publication, it has to do so here.
        versions.flush();
        return changes;
    }
}
