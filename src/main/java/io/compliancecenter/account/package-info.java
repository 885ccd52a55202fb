/** What people see and change of their own account: password, sessions, recent sign-ins, and a forgotten password. */
@ApplicationModule(
        allowedDependencies = {
            "organization",
            "organization :: members",
            "catalogue",
            "catalogue :: published",
            "database",
            "mail",
            "security",
            "security :: password",
            "security :: provider-settings",
            "security :: session",
            "evidence",
            "web",
            "support"
        })
@NullMarked
package io.compliancecenter.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
