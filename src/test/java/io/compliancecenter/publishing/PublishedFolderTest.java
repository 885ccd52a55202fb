package io.compliancecenter.publishing;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.publishing.folder.TestFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is published before each test. */
abstract class PublishedFolderTest {

    final PublishingApplication application = PublishingApplication.shared();
    final CatalogueService catalogue = application.bean(CatalogueService.class);

    @TempDir
    Path directory;

    TestFolder folder;

    @BeforeEach
    void publish() {
        folder = TestFolder.in(directory);
        application.reset("test_folder", () -> application.publish(folder));
    }

    /** Each version, and whether it is on offer. */
    final List<String> certificates() {
        return application.rows("""
                select certification_code, version, file_name,
                       case when retired_at is null then 'on offer' else 'retired' end as state
                  from certificate order by certification_code, version
                """);
    }
}
