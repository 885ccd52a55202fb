package io.compliancecenter.account;

import io.compliancecenter.organization.PersonName;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes the name of the user who is signed in. */
@Service
class OwnName {

    private final Accounts accounts;

    OwnName(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Refused by the database unless the account is kept here. What the name was stays on record. */
    @Transactional
    public void change(PersonName name) {
        accounts.changeOwnName(name.text());
    }
}
