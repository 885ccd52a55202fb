package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.Standing;
import io.compliancecenter.organization.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.session.MapSession;

/** Whoever does not stand as they signed in is signed out, and a standing is nobody else's. */
class CurrentUserFilterTest {

    private static final UserId USER = new UserId(UUID.randomUUID());

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whoStandsIsKnownToTheRequest() throws Exception {
        Standing standing = standing(USER);
        assertThat(filtered(new Visit(new MapSession(), Optional.of(standing)))).contains(standing);
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNotNull();
    }

    // Visit.standing: the filter
    @Test
    void theStandingOfSomebodyElseIsNone() throws Exception {
        Standing other = standing(new UserId(UUID.randomUUID()));
        assertThat(filtered(new Visit(new MapSession(), Optional.of(other)))).isEmpty();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    // CurrentUserFilter: "signOut.logout"
    @Test
    void whoDoesNotStandIsSignedOut() throws Exception {
        assertThat(filtered(new Visit(new MapSession(), Optional.empty()))).isEmpty();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    private Optional<Standing> filtered(Visit visit) throws Exception {
        request.getSession().setAttribute(Visit.ATTRIBUTE, visit);
        SignedInUser user = new SignedInUser(USER, "ada@acme.example", 1, Instant.EPOCH);
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(user, ""));
        new CurrentUserFilter(new SignInLog()).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        return Standing.of(request);
    }

    private static Standing standing(UserId user) {
        return new Standing(user, "Ada", "ada@acme.example", UUID.randomUUID(), List.of());
    }
}
