package io.compliancecenter.publishing;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Every publication of a folder. Only publishing can read them; they are final only under the publication lock. */
interface PublishedEditions extends Repository<PublishedEdition, Long> {

    Optional<PublishedEdition> findFirstByOrderByNumberDesc();

    Optional<PublishedEdition> findFirstByEditionOrderByNumber(byte[] edition);

    PublishedEdition save(PublishedEdition edition);

    /** The time of the database. */
    @Query(nativeQuery = true, value = "select clock_timestamp()")
    Instant findTime();
}
