package io.compliancecenter.desk.people;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.people.DeskPeople.RoleRow;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads who works at the desk, and takes roles away. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class PeopleService {

    private final DeskPeople people;

    PeopleService(DeskPeople people) {
        this.people = people;
    }

    /** By name of the person. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    List<RoleRow> roles() {
        return people.findRoles();
    }

    /** Takes the roles that providers have given to a person. Has no effect if there are none. */
    void takeRoles(UUID person, String reason) {
        people.takeRoles(person, reason);
    }
}
