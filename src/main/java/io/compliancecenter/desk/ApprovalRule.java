package io.compliancecenter.desk;

import io.compliancecenter.database.ConditionalOnDesk;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether a second person approves what the desk publishes. The published folder says so, and the database enforces it. */
@Component
@ConditionalOnDesk
public class ApprovalRule {

    private final JdbcClient database;

    ApprovalRule(JdbcClient database) {
        this.database = database;
    }

    @Transactional(value = "deskTransactionManager", readOnly = true)
    public boolean requiresSecondPerson() {
        return database.sql("select requires_second_person()")
                .query(Boolean.class)
                .single();
    }
}
