package io.compliancecenter.organization.members;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The Organization has no such member. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class MemberNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
