package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores the signed-in user, which is all that a session holds, as JSON. Java serialization is not used: whoever can write
 * to the table of sessions could have the application create objects of any class.
 *
 * <p>What cannot be read, for example after an update that changed the format, counts as missing: the user signs in again, and
 * sees no error.
 */
@Configuration(proxyBeanMethods = false)
class SessionAttributes {

    private static final Logger log = LoggerFactory.getLogger(SessionAttributes.class);

    private static final String START = "{\"signedIn\":";

    private record Stored(SignedInUser signedIn) {

        Stored {
            Objects.requireNonNull(signedIn);
        }
    }

    /** Spring Session looks for it under this name. */
    @Bean
    @SuppressWarnings("NullAway") // A converter may return null, which NullAway does not see from its type arguments.
    static ConversionService springSessionConversionService(JsonMapper json) {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, context -> write((SecurityContext) context, json));
        conversion.addConverter(byte[].class, Object.class, bytes -> read(bytes, json));
        return conversion;
    }

    private static byte[] write(SecurityContext context, JsonMapper json) {
        Authentication authentication = context.getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof CurrentUser user)) {
            throw new IllegalArgumentException("Not a user who can sign in: " + authentication);
        }
        return json.writeValueAsBytes(new Stored(new SignedInUser(user.id(), user.credentialVersion(), user.signIn())));
    }

    /** The user who is signed in; or the text that is read with the session, but never stored in it. */
    private static @Nullable Object read(byte[] bytes, JsonMapper json) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.startsWith(START)) {
            // An earlier build stored serialized objects.
            return bytes[0] > 0 ? text : null;
        }
        try {
            SignedInUser user = json.readValue(text, Stored.class).signedIn();
            return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null, List.of()));
        } catch (JacksonException unreadable) {
            log.info("The signed-in user of a session could not be read: {}", unreadable.getOriginalMessage());
            return null;
        }
    }
}
