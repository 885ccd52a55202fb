package io.compliancecenter.dashboard;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No compliance or certification of that code is published. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NotPublishedException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
