package io.compliancecenter.security.provider;

import io.compliancecenter.mail.LinkPurpose;
import io.compliancecenter.security.ReturnAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The sign-in of a request accepts an invitation.
 *
 * @param token of the invitation's link
 */
record InvitedSignIn(String token) {

    private static final String ATTRIBUTE = InvitedSignIn.class.getName();

    /** For the page of the invitation: that it was not accepted. */
    private static final String REFUSED = "?provider=refused";

    static Optional<InvitedSignIn> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof InvitedSignIn invited
                ? Optional.of(invited)
                : Optional.empty();
    }

    /** Makes this what the request is for. It leads back to the page of the invitation, and from there to the Organization. */
    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        ReturnAddress.of(page()).attachTo(request);
    }

    /** Below the context path. */
    String pageAfterRefusal() {
        return page() + REFUSED;
    }

    private String page() {
        return LinkPurpose.INVITATION.path() + token;
    }

    /** Without the token, which has no place in a log. */
    @Override
    public String toString() {
        return "InvitedSignIn[]";
    }
}
