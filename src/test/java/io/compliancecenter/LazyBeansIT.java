package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.compliancecenter.testing.IntegrationTest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;

/** The beans that the application creates when they are first used, so that its start does not tell whether they can be. */
@IntegrationTest
class LazyBeansIT {

    @Autowired
    ConfigurableListableBeanFactory beans;

    @Test
    void canAllBeCreated() {
        for (String name : beans.getBeanDefinitionNames()) {
            if (!beans.getMergedBeanDefinition(name).isAbstract()) {
                assertThatCode(() -> beans.getBean(name)).as(name).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void areControllersAndServicesOnly() {
        List<String> deferred = Stream.of(Controller.class, Service.class)
                .flatMap(stereotype -> Stream.of(beans.getBeanNamesForAnnotation(stereotype)))
                .toList();

        assertThat(beans.getBeanDefinitionNames())
                .filteredOn(name -> beans.getMergedBeanDefinition(name).isLazyInit())
                .filteredOn(name -> isOwn(beans.getType(name)))
                .isSubsetOf(deferred);
        assertThat(deferred).hasSizeGreaterThan(90);
    }

    /** Repositories are created when they are first used, too. */
    private static boolean isOwn(@Nullable Class<?> type) {
        return type != null
                && type.getPackageName().startsWith("io.compliancecenter")
                && !Repository.class.isAssignableFrom(type);
    }
}
