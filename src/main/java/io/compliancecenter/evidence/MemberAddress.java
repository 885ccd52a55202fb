package io.compliancecenter.evidence;

import java.util.Locale;
import org.springframework.context.MessageSource;

/** The e-mail address of the member whom an entry names, marked if their identity provider does not say that it is theirs. */
public final class MemberAddress {

    private MemberAddress() {}

    /** Empty if the entry names none. */
    public static String of(Payload payload, MessageSource messages, Locale locale) {
        String email = payload.text("member", "email");
        return payload.text("member", "emailVerified").equals("false")
                ? messages.getMessage("email.not-verified", new Object[] {email}, locale)
                : email;
    }
}
