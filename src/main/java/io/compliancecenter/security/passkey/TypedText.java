package io.compliancecenter.security.passkey;

import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What somebody typed into a field whose limits their browser knows. */
final class TypedText {

    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]+");

    private TypedText() {}

    /** The text without space around it. It is a bad request if it is empty or too long, or has control characters. */
    static String of(String typed, int maxLength) {
        String text = typed.strip();
        if (text.length() > maxLength || !PRINTABLE.matcher(text).matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return text;
    }
}
