package io.compliancecenter.desk;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.UserId;
import java.util.Set;

/**
 * One of the vendor's people, with the roles that they had when the request began.
 *
 * @param roles at least one
 */
public record DeskPerson(UserId id, String name, Set<DeskRole> roles) {

    static final String ATTRIBUTE = DeskPerson.class.getName();

    public DeskPerson {
        roles = Set.copyOf(roles);
    }

    public boolean isEditor() {
        return roles.contains(DeskRole.EDITOR);
    }

    public boolean isApprover() {
        return roles.contains(DeskRole.APPROVER);
    }

    /** Whether they see drafts' documents. */
    public boolean readsDocuments() {
        return isEditor() || isApprover();
    }

    /** Whether they look after customers. */
    public boolean isSupport() {
        return roles.contains(DeskRole.SUPPORT);
    }

    /** Whether they may see the papers of customers. */
    public boolean readsPapers() {
        return isSupport() || isApprover() || roles.contains(DeskRole.AUDITOR);
    }

    /** Whether they may ask whose copy a file is. */
    public boolean isTracer() {
        return isSupport() || roles.contains(DeskRole.AUDITOR);
    }
}
