package io.compliancecenter.desk.erasure;

import io.compliancecenter.organization.User;
import io.compliancecenter.organization.UserId;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** What is held about people. The functions of the database check who acts, and write the record. */
interface PersonalData extends Repository<User, UserId> {

    /** Everybody with that address as JSON, in the shape of {@link Person}. */
    @NativeQuery("select cast(p as text) from personal_data(:address) p")
    List<String> find(String address);

    @NativeQuery("select 1 from erase_account(:account)")
    int eraseAccount(UUID account);

    @NativeQuery("select 1 from erase_address(:address)")
    int eraseAddress(String address);
}
