package io.compliancecenter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

class DemoFolderTest {

    @Test
    void everyDemoAccountHasTheDemoPasswordUnderASaltOfItsOwn() {
        PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

        List<String> hashes = DemoFolder.list(DemoFolder.yaml("organizations.yaml"), "users").stream()
                .map(user -> user.get("password").toString())
                .toList();

        assertThat(hashes).hasSize(8).doesNotHaveDuplicates().allSatisfy(hash -> {
            assertThat(hash).startsWith("{bcrypt}$2a$10$");
            assertThat(encoder.matches("compliance-demo", hash)).isTrue();
        });
    }

    @Test
    void everyMemberIsAUserOfTheSameFile() {
        Map<String, Object> organizations = DemoFolder.yaml("organizations.yaml");
        List<Object> users = DemoFolder.list(organizations, "users").stream()
                .map(user -> user.get("email"))
                .toList();

        assertThat(DemoFolder.list(organizations, "organizations"))
                .extracting("slug")
                .containsExactly("acme", "globex");
        assertThat(DemoFolder.list(organizations, "organizations"))
                .flatMap(organization -> DemoFolder.list(organization, "members"))
                .extracting(member -> member.get("email"))
                .isSubsetOf(users);
    }

    @Test
    void catalogueListsWhatTheVendorStatesInItsOrder() {
        Map<String, Object> catalogue = DemoFolder.yaml("catalogue.yaml");

        assertThat(DemoFolder.list(catalogue, "compliances"))
                .extracting(compliance -> compliance.get("name") + ": " + compliance.get("status"))
                .containsExactly(
                        "COPPA: COMPLIANT",
                        "SOC 2 Type 2: COMPLIANT",
                        "PCI-DSS: NOT_APPLICABLE",
                        "ISO/IEC 27001:2013: COMPLIANT",
                        "HIPAA: COMPLIANT",
                        "GDPR: COMPLIANT",
                        "CCPA: COMPLIANT");
        assertThat(DemoFolder.list(catalogue, "certifications"))
                .extracting(certification -> certification.get("name") + ": " + certification.get("status"))
                .containsExactly(
                        "SOC 2 Type 2: CERTIFIED",
                        "ISO/IEC 27001:2013: CERTIFIED",
                        "Safe to Host: CERTIFIED",
                        "HIPAA: COMPLIANT");
    }

    @Test
    void termsSayAtTheTopThatTheyAreToBeReplaced() throws IOException {
        List<String> lines = Files.readAllLines(DemoFolder.LOCATION.resolve("terms/1.md"));

        assertThat(lines.get(0)).isEqualTo("# Confidential Information terms");
        assertThat(lines.get(2))
                .startsWith("> **Specimen.**")
                .contains("to be replaced with the Vendor’s own text", "reviewed by the Vendor’s lawyers");
    }
}
