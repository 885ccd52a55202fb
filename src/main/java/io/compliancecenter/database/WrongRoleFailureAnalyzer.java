package io.compliancecenter.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about a wrong role, in place of a stack trace. */
class WrongRoleFailureAnalyzer extends AbstractFailureAnalyzer<WrongRoleException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongRoleException cause) {
        return new FailureAnalysis(cause.getMessage(), """
                Connect the application (spring.datasource.username) as a role that is neither superuser nor BYPASSRLS, that \
                does not own the schema compliance_center, and that is no member of its owner. Give the owner to Flyway alone \
                (spring.flyway.user). deploy/postgres/roles.sql makes both roles.""", cause);
    }
}
