package io.compliancecenter.evidence;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such record, or the member must not see it. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NotOnRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
