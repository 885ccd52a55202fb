package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.testing.Actor;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A new Organization, and a certificate on offer to it; everything until then is signed. */
@IntegrationTest
abstract class SignedRecord {

    @Autowired
    Checkpointing checkpointing;

    @Autowired
    Checkpoints checkpoints;

    @Autowired
    OwnerDatabase owner;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    Tenant tenant;
    Issued issued;
    Actor admin;
    SigningKey key;

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

    final Optional<Checkpoint> covering(Tenant tenant, long sequence) {
        return admin.inTransaction(sql -> checkpoints.covering(tenant.id(), sequence));
    }
}
