package io.compliancecenter.download;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The certificate or permit does not exist, or the member does not have access to it. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NothingToDownloadException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
