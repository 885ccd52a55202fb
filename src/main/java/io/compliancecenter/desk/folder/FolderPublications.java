package io.compliancecenter.desk.folder;

import io.compliancecenter.publishing.PublishedEdition;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Records who has the folder published. The database checks who may. */
interface FolderPublications extends Repository<PublishedEdition, Long> {

    /** @param edition in lower-case hexadecimal */
    @Transactional("deskTransactionManager")
    @NativeQuery("select 1 from request_folder_publication(decode(:edition, 'hex'))")
    int record(String edition);
}
