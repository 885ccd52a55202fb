package io.compliancecenter.download.delivery;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** As many copies as may be are being prepared, and none was ready in time. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
class CopiesBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
