package io.compliancecenter.desk.terms;

import io.compliancecenter.terms.TermsVersion;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Withdraws versions of the terms by the function of the database, which checks who acts. */
interface TermsWithdrawals extends Repository<TermsVersion, Integer> {

    @NativeQuery("select 1 from withdraw_terms(:version, :reason)")
    int withdraw(int version, String reason);
}
