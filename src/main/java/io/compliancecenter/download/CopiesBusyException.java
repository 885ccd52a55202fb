package io.compliancecenter.download;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Too many copies are being prepared, and none of them was finished in time. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class CopiesBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
