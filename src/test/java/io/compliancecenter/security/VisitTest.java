package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.MapSession;

/** Requests that are told of the same session do not share what one of them may change. */
class VisitTest {

    private static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    private final Visit visit = new Visit(new MapSession(), Optional.empty());

    VisitTest() {
        visit.session().setAttribute(CONTEXT, new SecurityContextImpl(new TestingAuthenticationToken("user", "")));
    }

    // Visit.another: the context of its own
    @Test
    void whoSignsOutInOneRequestIsStillSignedInInTheOther() {
        context(visit.another()).setAuthentication(null);
        assertThat(context(visit.another()).getAuthentication()).isNotNull();
    }

    // Visit.another: the session of its own
    @Test
    void whatOneRequestForgetsTheOtherStillHas() {
        visit.another().session().removeAttribute(CONTEXT);
        assertThat(visit.another().session().getAttributeNames()).containsExactly(CONTEXT);
    }

    private static SecurityContext context(Visit visit) {
        return visit.session().getRequiredAttribute(CONTEXT);
    }
}
