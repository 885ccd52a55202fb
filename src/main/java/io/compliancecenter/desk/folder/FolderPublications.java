package io.compliancecenter.desk.folder;

import io.compliancecenter.database.ConditionalOnDesk;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records who has the folder published. The database checks who may. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class FolderPublications {

    private final JdbcClient database;

    FolderPublications(JdbcClient database) {
        this.database = database;
    }

    /** @param edition in lower-case hexadecimal */
    void record(String edition) {
        database.sql("select request_folder_publication(?)")
                .param(HexFormat.of().parseHex(edition))
                .query(row -> {});
    }
}
