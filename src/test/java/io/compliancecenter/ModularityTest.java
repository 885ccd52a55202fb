package io.compliancecenter;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The packages use each other only as their {@code package-info.java} allows. */
class ModularityTest {

    @Test
    void modulesUseOnlyWhatTheyMay() {
        ApplicationModules.of(ComplianceCenter.class).verify();
    }
}
