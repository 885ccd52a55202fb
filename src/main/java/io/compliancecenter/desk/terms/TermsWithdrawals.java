package io.compliancecenter.desk.terms;

import io.compliancecenter.desk.draft.Draft;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Withdraws versions of the terms by the function of the database, which checks who acts. */
interface TermsWithdrawals extends Repository<Draft, UUID> {

    @NativeQuery("select 1 from withdraw_terms(:version, :reason)")
    int withdraw(int version, String reason);
}
