package io.compliancecenter.security.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamConstants;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Stores sessions in the database. An attribute that cannot be deserialized, for example after an update that changed one of
 * its classes, counts as missing: the user signs in again, and sees no error.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);

    /** A session holds the signed-in user. No other class is deserialized. */
    private static final ObjectInputFilter EXPECTED = ObjectInputFilter.Config.createFilter(
            "maxdepth=20;maxbytes=65536;maxarray=1000;io.compliancecenter.**;org.springframework.security.**;"
                    + "java.lang.*;java.util.*;java.time.*;!*");

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

    /** Spring Session looks for it under this name. */
    @Bean
    @SuppressWarnings("NullAway") // A converter may return null, which NullAway does not see from its type arguments.
    static ConversionService springSessionConversionService() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, SessionConfiguration::read);
        return conversion;
    }

    private static @Nullable Object read(byte[] bytes) {
        if (bytes[0] != (byte) (ObjectStreamConstants.STREAM_MAGIC >> Byte.SIZE)) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        // Loads classes with the application's class loader, also in a packaged jar.
        ClassLoader loader = SessionConfiguration.class.getClassLoader();
        try (ObjectInputStream in = new ConfigurableObjectInputStream(new ByteArrayInputStream(bytes), loader, false)) {
            in.setObjectInputFilter(EXPECTED);
            return in.readObject();
        } catch (IOException | ClassNotFoundException | LinkageError | RuntimeException unreadable) {
            log.info("A session attribute could not be read and is ignored: {}", unreadable.toString());
            return null;
        }
    }
}
