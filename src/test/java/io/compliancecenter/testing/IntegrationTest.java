package io.compliancecenter.testing;

import io.compliancecenter.testing.application.OwnDatabase;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.SharedApplication;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Deliveries;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.mail.Mailbox;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole application on a real port and a real PostgreSQL. All such tests share one application and one
 * database, so each makes the Organizations and certificates that it changes itself, by {@link Fixtures}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // With a container, nothing is published unless it is asked for.
            "compliance-center.publishing.location=classpath:demo/",
            // Checkpoints are made when a test says so.
            "compliance-center.evidence.checkpoint-every=1d"
        })
@ContextConfiguration(initializers = OwnDatabase.class)
@Import({
    TestApplication.class,
    Fixtures.class,
    SharedApplication.class,
    Records.class,
    Actors.class,
    Deliveries.class,
    Mailbox.class,
    DeskRoleSql.class,
    SecondInstance.class
})
public @interface IntegrationTest {}
