package io.compliancecenter.download;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such certificate or permit for this member. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NothingToDownloadException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
