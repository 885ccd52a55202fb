package io.compliancecenter.evidence;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such thing on record, or it is not the member's to see; they cannot tell which. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NotOnRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
