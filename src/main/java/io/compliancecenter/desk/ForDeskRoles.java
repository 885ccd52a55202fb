package io.compliancecenter.desk;

import io.compliancecenter.organization.DeskRole;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler of the desk that is not for everybody there. Others get 403. The database checks again who acts.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForDeskRoles {

    /** One of them is enough. */
    DeskRole[] value();
}
