package io.compliancecenter.desk;

import io.compliancecenter.desk.draft.Draft;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whether a second person approves what the desk publishes. The published folder says so, and the database enforces it. */
public interface ApprovalRule extends Repository<Draft, UUID> {

    @Transactional(value = "deskTransactionManager", readOnly = true)
    @NativeQuery("select requires_second_person()")
    boolean requiresSecondPerson();
}
