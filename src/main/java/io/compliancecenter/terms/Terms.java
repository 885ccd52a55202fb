package io.compliancecenter.terms;

import io.compliancecenter.database.PublicationLock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The published versions of the Confidential Information terms. */
@Service
public class Terms {

    private final TermsVersions versions;
    private final PublicationLock lock;

    Terms(TermsVersions versions, PublicationLock lock) {
        this.versions = versions;
        this.lock = lock;
    }

    /** The current version, by the database's clock. If there is none, nobody may download anything. */
    @Transactional(readOnly = true)
    public Optional<TermsVersion> current() {
        return versions.findCurrent();
    }

    /** A version that was ever published, even if it is retired or not yet in effect. */
    @Transactional(readOnly = true)
    public Optional<TermsVersion> published(int version) {
        return versions.findByVersion(version);
    }

    /** Those of these versions that were ever published, even if they are retired or not yet in effect. */
    @Transactional(readOnly = true)
    public List<TermsVersion> published(Collection<Integer> wanted) {
        return versions.findByVersionIn(wanted);
    }

    /** All that were ever published, latest first. */
    @Transactional(readOnly = true)
    public List<TermsVersion> all() {
        return versions.findAll().stream()
                .sorted(Comparator.comparingInt(TermsVersion::version).reversed())
                .toList();
    }

    /**
     * Locks publication until the current transaction ends, and then reads the {@linkplain #current() current version}. A
     * version that was published ahead may still come into effect meanwhile.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<CurrentTerms> lockCurrent() {
        lock.share();
        List<CurrentTerms.Row> rows = versions.findCurrentRows();
        return rows.isEmpty() ? Optional.empty() : Optional.of(CurrentTerms.of(rows));
    }
}
