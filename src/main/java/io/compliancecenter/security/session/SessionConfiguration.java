package io.compliancecenter.security.session;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Configures how Spring Session stores sessions in the database. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** Wraps the repository that Spring Boot configures; another bean would replace it. */
    @Bean
    static BeanPostProcessor throttledSessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JdbcIndexedSessionRepository sessions
                        ? new ThrottledSessionRepository<>(sessions)
                        : bean;
            }
        };
    }

    /** Reads what every page needs to know in the same statement, as attributes that are texts. */
    @Bean
    static SessionRepositoryCustomizer<JdbcIndexedSessionRepository> readSession() {
        return sessions -> sessions.setGetSessionQuery("select * from read_session(?)");
    }

    @Bean
    static FilterRegistrationBean<SavedSessionFilter> savedSessions() {
        FilterRegistrationBean<SavedSessionFilter> filter = new FilterRegistrationBean<>(new SavedSessionFilter());
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER + 1);
        return filter;
    }
}
