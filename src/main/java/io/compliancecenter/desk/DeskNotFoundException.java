package io.compliancecenter.desk;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such thing at the desk, or the user does not work there. Both look the same. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class DeskNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;
}
