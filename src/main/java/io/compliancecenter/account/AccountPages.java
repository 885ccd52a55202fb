package io.compliancecenter.account;

import io.compliancecenter.account.AccountPage.SessionRow;
import io.compliancecenter.account.AccountPage.SignInRow;
import io.compliancecenter.account.Accounts.OwnAccount;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.evidence.SignInHistory;
import io.compliancecenter.evidence.SignInHistory.RecordedSignIn;
import io.compliancecenter.evidence.SignInText;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.security.session.UserSessions;
import io.compliancecenter.security.session.UserSessions.UserSession;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts the account page together. */
@Service
@Transactional(readOnly = true)
class AccountPages {

    private static final int RECENT_SIGN_INS = 10;
    private static final int RECENT_FAILURES = 5;

    private final Accounts accounts;
    private final UserSessions sessions;
    private final SignInHistory history;
    private final CatalogueService catalogue;
    private final MessageSource messages;

    AccountPages(
            Accounts accounts,
            UserSessions sessions,
            SignInHistory history,
            CatalogueService catalogue,
            MessageSource messages) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.history = history;
        this.catalogue = catalogue;
        this.messages = messages;
    }

    /** @param session id of the current session */
    AccountPage page(UserId user, String session, Locale locale, ZoneId zone) {
        OwnAccount account = accounts.findOwn().orElseThrow();
        SignInText text = new SignInText(messages, locale, zone);
        List<SessionRow> open = sessions.of(user, session).stream()
                .map(found -> row(found, locale, zone))
                .toList();
        return new AccountPage(
                account.name(),
                account.email(),
                keptAt(account),
                keeper(account),
                passwordAt(account),
                account.source().equals("INVITATION"),
                account.source().equals("INVITATION") && account.hasPassword(),
                open,
                rows(history.latest(RECENT_SIGN_INS), text),
                history.countFailed(),
                rows(history.latestFailed(RECENT_FAILURES), text));
    }

    private static List<SignInRow> rows(List<RecordedSignIn> signIns, SignInText text) {
        return signIns.stream().map(found -> row(found, text)).toList();
    }

    private static String keptAt(OwnAccount account) {
        return switch (account.source()) {
            case "PROVIDER" -> "account.kept.provider";
            case "FILES" -> "account.kept.vendor";
            default -> "account.kept.here";
        };
    }

    /** Who signs in at a provider has no password here. */
    private static @Nullable String passwordAt(OwnAccount account) {
        return switch (account.source()) {
            case "PROVIDER" -> null;
            case "FILES" -> account.hasPassword() ? "account.password.vendor" : null;
            default -> "account.password.none";
        };
    }

    private String keeper(OwnAccount account) {
        String vendor = catalogue.vendor().map(VendorDetails::name).orElse("");
        return account.source().equals("PROVIDER") ? Objects.toString(account.provider(), "") : vendor;
    }

    private SessionRow row(UserSession session, Locale locale, ZoneId zone) {
        return new SessionRow(
                session.id(),
                session.current(),
                Browser.name(session.userAgent()),
                Objects.toString(session.address(), ""),
                method(session, locale),
                TimeText.of(session.signedInAt(), locale, zone),
                TimeText.of(session.usedAt(), locale, zone));
    }

    private String method(UserSession session, Locale locale) {
        if (session.method() == null) {
            return "";
        }
        String key = switch (session.method()) {
            case "password" -> "sign-in-method.password";
            case "passkey" -> "sign-in-method.passkey";
            case "provider" -> "account.sessions.provider";
            default -> "sign-in-method.other";
        };
        return messages.getMessage(key, new Object[] {session.provider()}, locale);
    }

    private static SignInRow row(RecordedSignIn signIn, SignInText text) {
        boolean attempt = !signIn.payload().text("signIn", "method").isEmpty();
        return new SignInRow(
                TimeText.of(signIn.at(), text.locale(), text.zone()),
                signIn.kind().badge(),
                attempt ? text.method(signIn.payload()) : null,
                Browser.name(signIn.payload().text("client", "userAgent")),
                signIn.payload().text("client", "address"));
    }
}
