package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.data.repository.Repository;

/** The repositories, which the application creates when they are first used. */
@IntegrationTest
class RepositoriesIT {

    @Autowired
    ApplicationContext application;

    /** Creating one parses its queries. */
    @Test
    void haveQueriesThatFitTheEntities() {
        assertThat(application.getBeansOfType(Repository.class)).hasSizeGreaterThan(30);
    }
}
