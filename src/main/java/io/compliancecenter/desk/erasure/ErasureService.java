package io.compliancecenter.desk.erasure;

import io.compliancecenter.database.ConditionalOnDesk;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Finds what is held about people, and erases it. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class ErasureService {

    private final PersonalData data;
    private final JsonMapper json;

    ErasureService(PersonalData data, JsonMapper json) {
        this.data = data;
        this.json = json;
    }

    @Transactional(value = "deskTransactionManager", readOnly = true)
    List<Person> find(String address) {
        return data.find(address).stream()
                .map(person -> json.readValue(person, Person.class))
                .toList();
    }

    /** @param account null for what is held with the address alone */
    void erase(String address, @Nullable UUID account) {
        if (account == null) {
            data.eraseAddress(address);
        } else {
            data.eraseAccount(account);
        }
    }
}
