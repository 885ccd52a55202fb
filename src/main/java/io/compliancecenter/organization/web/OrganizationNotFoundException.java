package io.compliancecenter.organization.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such Organization for this user: it is unknown, retired, or somebody else's. All three look the same. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class OrganizationNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
