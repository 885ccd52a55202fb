package io.compliancecenter.desk;

import io.compliancecenter.organization.AccessGroup;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Access groups of Organizations, for whoever works at the desk. */
public interface AccessGroups extends Repository<AccessGroup, String> {

    /** By name. */
    @Query("select g.code, g.name from AccessGroup g where g.retiredAt is null order by lower(g.name), g.code")
    List<Group> findCurrent();

    /** An access group. */
    record Group(String code, String name) {}
}
