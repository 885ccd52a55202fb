package io.compliancecenter.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Only where the vendor's desk is: with the embedded database, or where the password of the desk's role is configured. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnDesk.OnDesk.class)
public @interface ConditionalOnDesk {

    /** Reads the settings. */
    class OnDesk implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment settings = context.getEnvironment();
            return !StringUtils.hasText(settings.getProperty("spring.datasource.url"))
                    || StringUtils.hasText(settings.getProperty("compliance-center.desk.database.password"));
        }
    }
}
