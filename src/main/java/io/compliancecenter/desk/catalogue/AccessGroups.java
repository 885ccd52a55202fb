package io.compliancecenter.desk.catalogue;

import io.compliancecenter.desk.draft.Draft;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Access groups of Organizations, for the vendor's desk. */
interface AccessGroups extends Repository<Draft, UUID> {

    /** By name. */
    @NativeQuery("select code, name from access_group where retired_at is null order by lower(name), code")
    List<Group> findCurrent();

    /** An access group. */
    record Group(String code, String name) {}
}
