package io.compliancecenter.organization.members;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.MembershipSource;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.members.MemberRows.MemberRow;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A member as pages show them.
 *
 * @param emailVerified whether the address is known to be theirs
 * @param self whether it is the reader
 * @param provider that the membership comes from, as people know it; null if it comes from elsewhere
 * @param joinedAt null if not known
 */
record MemberView(
        String id,
        String name,
        String email,
        boolean emailVerified,
        Role role,
        boolean self,
        MembershipSource source,
        @Nullable String provider,
        @Nullable TimeText joinedAt) {

    static MemberView of(MemberRow member, CurrentMember reader, Locale language, ZoneId zone) {
        return new MemberView(
                member.id().toString(),
                member.name(),
                member.email(),
                member.emailVerified(),
                member.role(),
                member.id().equals(reader.user()),
                member.source(),
                member.provider(),
                TimeText.ofNullable(member.joinedAt(), language, zone));
    }

    /** Whether the Organization's admins may change the membership. */
    public boolean changeable() {
        return source == MembershipSource.INVITATION || source == MembershipSource.IMPORT;
    }
}
