package io.compliancecenter.download.delivery;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A copy could not be written to disk. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
class SpoolingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SpoolingFailedException(IOException cause) {
        super("A copy could not be written to the temporary directory", cause);
    }
}
