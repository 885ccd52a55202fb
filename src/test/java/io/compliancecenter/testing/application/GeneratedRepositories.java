package io.compliancecenter.testing.application;

import jakarta.persistence.EntityManager;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.core.support.RepositoryComposition.RepositoryFragments;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport.FragmentCreationContext;
import org.springframework.util.ClassUtils;

/**
 * Has the tests use the repositories that Spring Data generates in a build with {@code -Dspring-boot.aot.skip=false}, as an application
 * does that starts with {@code -Dspring.aot.enabled=true}. What is generated has not always done the same as the ordinary ones.
 */
final class GeneratedRepositories implements BeanPostProcessor {

    /** A system property: whether to use them. */
    static final String PROPERTY = "test.repositories.generated";

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof JpaRepositoryFactoryBean<?, ?, ?> repository) {
            String generated = repository.getObjectType().getName() + "Impl__AotRepository";
            repository.setRepositoryFragmentsFunction((beans, context) ->
                    RepositoryFragments.just(create(generated, beans.getBean(EntityManager.class), context)));
        }
        return bean;
    }

    /** Fails if nothing was generated, so that no test passes without it. */
    private static Object create(String generated, EntityManager entities, FragmentCreationContext context) {
        Class<?> type = ClassUtils.resolveClassName(generated, GeneratedRepositories.class.getClassLoader());
        return BeanUtils.instantiateClass(
                ClassUtils.getConstructorIfAvailable(type, EntityManager.class, FragmentCreationContext.class),
                entities,
                context);
    }
}
