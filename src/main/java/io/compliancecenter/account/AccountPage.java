package io.compliancecenter.account;

import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account page.
 *
 * @param keptAt message key of the sentence that says where name and address are kept
 * @param keeper argument of that sentence: the vendor, or the provider
 * @param passwordAt message key of the sentence that says where the password is; null if there is nothing to say about one
 * @param keptHere whether name and password can be changed here
 * @param passwordChangeable whether there is one here
 * @param sessions the current one first
 * @param signIns the latest first, without those that failed
 * @param failures how many attempts failed in the last 30 days, counted up to 1,000
 * @param failedSignIns the latest first
 */
record AccountPage(
        String name,
        String email,
        String keptAt,
        String keeper,
        @Nullable String passwordAt,
        boolean keptHere,
        boolean passwordChangeable,
        List<SessionRow> sessions,
        List<SignInRow> signIns,
        int failures,
        List<SignInRow> failedSignIns) {

    /** Whether there is more than the current session. */
    public boolean signedInElsewhere() {
        return sessions.size() > 1;
    }

    /**
     * A session.
     *
     * @param current whether the page is shown in it
     * @param method in words; empty if unknown, as are browser and address
     */
    record SessionRow(
            String id,
            boolean current,
            String browser,
            String address,
            String method,
            TimeText signedInAt,
            TimeText usedAt) {}

    /** @param method in words; null if there is none */
    record SignInRow(TimeText at, Badge kind, @Nullable String method, String browser, String address) {}
}
