package io.compliancecenter.desk.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An editor, who writes about a compliance that is not there yet, and an approver. */
@IntegrationTest
abstract class NewComplianceTest {

    static final String NEW_COMPLIANCE = "/desk/catalogue/compliances/new";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    Client editor;
    String code;

    private @Nullable Client approver;

    @BeforeEach
    void signIn() {
        editor = signedIn("EDITOR");
        code = "n" + UUID.randomUUID().toString().substring(0, 12);
    }

    final Client signedIn(String... roles) {
        return new Client(port).signIn(fixtures.deskPerson(roles).email(), Fixtures.PASSWORD);
    }

    /** Who signs in when needed. */
    final Client approver() {
        if (approver == null) {
            approver = signedIn("APPROVER");
        }
        return approver;
    }

    /** What is typed into its form. */
    final Map<String, String> compliance() {
        Map<String, String> typed = new HashMap<>();
        typed.put("code", code);
        typed.put("name", "Rule " + code);
        typed.put("status", "COMPLIANT");
        typed.put("summary", "What it is about.");
        typed.put("description", "It is **important**.");
        typed.put("links[0].label", "The text");
        typed.put("links[0].url", "https://example.com/rule");
        return typed;
    }

    /** @return path of the draft that it is saved in */
    static String draftOf(Answer answer) {
        assertThat(answer.location()).as(answer.text()).endsWith("?done=SAVED");
        return answer.location().replace("?done=SAVED", "");
    }

    final void submit(String draft) {
        assertThat(editor.submit(editor.get(draft).form("/submission"), Map.of())
                        .location())
                .endsWith("?done=SUBMITTED");
    }

    final void publish(String draft) {
        submit(draft);
        Answer approved = approver().submit(approver().get(draft).form("/approval"), Map.of());
        assertThat(approved.location()).as(approved.text()).endsWith("?done=PUBLISHED");
    }
}
