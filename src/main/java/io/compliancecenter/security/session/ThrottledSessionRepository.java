package io.compliancecenter.security.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** Stores the time of a session's last use once a minute. Otherwise every page view would write to the database. */
record ThrottledSessionRepository<S extends Session>(SessionRepository<S> store) implements SessionRepository<Session> {

    /** Any other id matches no session, and PostgreSQL rejects some texts. */
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    @Override
    public Session createSession() {
        return Throttled.proxy(store.createSession());
    }

    @Override
    public @Nullable Session findById(String id) {
        S session = ID.matcher(id).matches() ? store.findById(id) : null;
        return session == null ? null : Throttled.proxy(session);
    }

    @Override
    @SuppressWarnings("unchecked") // Every session comes from the two methods above.
    public void save(Session session) {
        store.save((S) ((Throttled) Proxy.getInvocationHandler(session)).session());
    }

    @Override
    public void deleteById(String id) {
        store.deleteById(id);
    }

    private record Throttled(Session session) implements InvocationHandler {

        static Session proxy(Session session) {
            return (Session) Proxy.newProxyInstance(
                    Session.class.getClassLoader(), new Class<?>[] {Session.class}, new Throttled(session));
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("setLastAccessedTime")) {
                Duration sinceStored = Duration.between(session.getLastAccessedTime(), (Instant) arguments[0]);
                if (!sinceStored.isNegative() && sinceStored.toMinutes() < 1) {
                    return null;
                }
            }
            return AopUtils.invokeJoinpointUsingReflection(session, method, arguments);
        }
    }
}
