package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimValuesTest {

    // named: without its filter, whoever has the role taken away has it
    @Test
    void membersOfAnObjectCountUnlessTheyAreFalse() {
        Map<String, Object> roles = new HashMap<>(Map.of("reader", Map.of("org", "acme"), "admin", false));
        roles.put("editor", null);

        assertThat(values(roles)).containsExactly("reader");
        assertThat(values(List.of("reader", "admin"))).containsExactly("reader", "admin");
        assertThat(values("reader")).containsExactly("reader");
        assertThat(new ClaimValues("p", Map.of("roles", true)).at("roles", "role-claim"))
                .isEmpty();
    }

    private static List<String> values(Object roles) {
        return new ClaimValues("p", Map.of("roles", roles))
                .at("roles", "role-claim")
                .orElseThrow();
    }
}
