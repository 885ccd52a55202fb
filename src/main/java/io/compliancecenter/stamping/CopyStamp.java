package io.compliancecenter.stamping;

import java.time.Instant;

/**
 * What the stamp of a copy says, as recorded in its permit.
 *
 * @param serial of the copy
 * @param name the user's full name
 * @param email the user's e-mail address
 * @param organization the Organization's name
 * @param grantedAt when the permit was granted
 */
public record CopyStamp(Serial serial, String name, String email, String organization, Instant grantedAt) {

    /** Long and hostile names in many scripts. */
    static final CopyStamp SPECIMEN = new CopyStamp(
            new Serial("0123456789abcdef0123456789abcdef"),
            "Zoë Πηνελόπη Анна \u202Eمحمد שרה अनन्या สมชาย 王小明 さくら 김민준 😀\r\n" + "Z".repeat(300),
            "specimen@example.org",
            "Müller & Söhne \u0000(Pty) \\) Tj ET Q \uFFFF" + "株式会社".repeat(50),
            Instant.EPOCH);
}
