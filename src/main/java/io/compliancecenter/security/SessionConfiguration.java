package io.compliancecenter.security;

import io.compliancecenter.organization.Users;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.util.ClassUtils;

/**
 * How what is in a session becomes bytes in the database, and comes back. What cannot be read, as after an update that
 * changed one of its classes, is as good as not there: its user signs in again, and sees no error.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);

    /** A session holds the user who signed in; nothing else is deserialized. */
    private static final ObjectInputFilter EXPECTED = ObjectInputFilter.Config.createFilter(
            "maxdepth=20;maxbytes=65536;maxarray=1000;io.compliancecenter.**;org.springframework.security.**;"
                    + "java.lang.*;java.util.*;java.time.*;!*");

    /** Spring Boot makes no repository where there is another one, so what it made is wrapped. */
    @Bean
    static BeanPostProcessor quietSessions(ObjectProvider<Visits> visits) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JdbcIndexedSessionRepository sessions
                        ? new QuietSessions<>(sessions, id -> visits.getObject().apply(id))
                        : bean;
            }
        };
    }

    @Bean
    static Visits visits(JdbcClient database, Users users) {
        return new Visits(database, users, SessionConfiguration::read);
    }

    /** Spring Session looks for it under this name. */
    @Bean
    @SuppressWarnings("NullAway") // A converter may give null; it says so by a type argument that is not looked at.
    static ConversionService springSessionConversionService() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, SessionConfiguration::read);
        return conversion;
    }

    static @Nullable Object read(byte[] bytes) {
        try (ObjectInputStream in = new ApplicationObjects(bytes)) {
            in.setObjectInputFilter(EXPECTED);
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException unreadable) {
            log.info("A session attribute could not be read and is left out: {}", unreadable.toString());
            return null;
        }
    }

    /** Finds classes where the application's are, also when it runs from a packaged jar. */
    private static final class ApplicationObjects extends ObjectInputStream {

        ApplicationObjects(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return ClassUtils.forName(description.getName(), SessionConfiguration.class.getClassLoader());
            } catch (LinkageError broken) {
                throw new ClassNotFoundException(description.getName(), broken);
            }
        }
    }
}
