package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A new Organization, and a certificate on offer to it; everything until then is signed. */
@IntegrationTest
public abstract class SignedRecord {

    @Autowired
    WorkerDatabase worker;

    @Autowired
    protected Checkpointing checkpointing;

    @Autowired
    protected CheckpointHeads heads;

    @Autowired
    Checkpoints checkpoints;

    @Autowired
    protected OwnerSql owner;

    @Autowired
    protected Fixtures fixtures;

    @Autowired
    protected Actors actors;

    protected Tenant tenant;
    protected Issued issued;
    protected Actor admin;
    protected SigningKey key;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        admin = actors.adminOf(tenant);
        key = SigningKey.read(checkpointing.directory().orElseThrow().key());
        checkpointing.run();
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    final Optional<CheckpointHead> covering(Tenant tenant, long sequence) {
        return admin.inTransaction(sql -> heads.findCovering(tenant.id(), sequence));
    }
}
