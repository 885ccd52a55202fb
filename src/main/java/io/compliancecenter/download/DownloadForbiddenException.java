package io.compliancecenter.download;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The member is no longer an admin. */
@ResponseStatus(HttpStatus.FORBIDDEN)
public class DownloadForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
