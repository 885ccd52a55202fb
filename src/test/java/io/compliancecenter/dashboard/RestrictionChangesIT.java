package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Organization sees changes with the next request. */
class RestrictionChangesIT extends TwoOrganizationsTest {

    // user_with_memberships: the times of access_group_organization. The catalogue has not changed.
    @Test
    void aPlaceInAGroupBeginsAndEndsAtTheNextRequest() {
        Issued issued;
        UUID revision;
        String entered;
        List<Boolean> shown;
        int seconds = 1;
        do {
            issued = publish();
            entered = fixtures.group(inside);
            fixtures.restrict(issued.certificate(), "HIDDEN", entered);
            revision = revision();
            assertThat(shows(outsider, outside, issued)).isFalse();
            seconds *= 2;
            fixtures.update("""
                    insert into access_group_organization (group_code, organization_id, valid_from, valid_until)
                    values (?, ?, clock_timestamp(), clock_timestamp() + make_interval(secs => ?))
                    """, entered, outside.id(), seconds);
            shown = shown(outsider, outside, issued);
        } while (shown.contains(false) && isOver("access_group_organization", entered));
        assertThat(shown).containsOnly(true);
        awaitEnd("access_group_organization", entered);
        assertThat(shows(outsider, outside, issued)).isFalse();
        assertThat(shows(insider, inside, issued)).isTrue();
        assertThat(revision()).isEqualTo(revision);
    }

    // user_with_memberships: "g.retired_at is null"
    @Test
    void anOrganizationThatIsTakenOutOfAGroupSeesNothingAtTheNextRequest() {
        Issued issued = publish();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        assertThat(shows(insider, inside, issued)).isTrue();
        fixtures.update("update access_group_organization set retired_at = now() where group_code = ?", group);
        assertThat(shows(insider, inside, issued)).isFalse();
    }

    // all_certificate_restrictions: "g.retired_at is null", "a.retired_at is null"
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access_group set retired_at = now() where code = ?",
                "update certificate_access set retired_at = now() where group_code = ?"
            })
    void whatAGroupLosesIsNotSeenAtTheNextRequest(String change) {
        Issued issued = publish();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        assertThat(shows(insider, inside, issued)).isTrue();
        fixtures.update(change, group);
        assertThat(shows(insider, inside, issued)).isFalse();
    }

    // Restriction.Access: from and until
    @Test
    void whatAGroupIsGivenEndsAtTheNextRequest() {
        Issued issued;
        UUID revision;
        String given;
        List<Boolean> shown;
        int seconds = 1;
        do {
            issued = publish();
            given = fixtures.group(inside);
            fixtures.restrict(issued.certificate(), "HIDDEN");
            seconds *= 2;
            fixtures.update("""
                    insert into certificate_access (certificate_id, group_code, valid_until)
                    values (?, ?, clock_timestamp() + make_interval(secs => ?))
                    """, issued.certificate(), given, seconds);
            revision = revision();
            shown = shown(insider, inside, issued);
        } while (shown.contains(false) && isOver("certificate_access", given));
        assertThat(shown).containsOnly(true);
        awaitEnd("certificate_access", given);
        assertThat(shows(insider, inside, issued)).isFalse();
        assertThat(revision()).isEqualTo(revision);
    }

    // Restriction.Access: organization
    @Test
    void whatOneOrganizationIsGivenIsSeenByNoOther() {
        Issued issued = publish();
        fixtures.restrict(issued.certificate(), "HIDDEN");
        fixtures.update(
                "insert into certificate_access (certificate_id, organization_id) values (?, ?)",
                issued.certificate(),
                outside.id());
        assertThat(shows(outsider, outside, issued)).isTrue();
        assertThat(shows(insider, inside, issued)).isFalse();
    }

    private boolean shows(Client client, Tenant tenant, Issued issued) {
        List<Boolean> shown = shown(client, tenant, issued);
        assertThat(shown.get(1)).isEqualTo(shown.get(0));
        return shown.get(0);
    }

    /** On its page, and in the list. */
    private List<Boolean> shown(Client client, Tenant tenant, Issued issued) {
        return List.of(
                contains(client.get(tenant.path("/certifications/" + issued.certification())), issued),
                contains(client.get(tenant.path(pageOf(issued))), issued));
    }

    private static boolean contains(Answer page, Issued issued) {
        assertThat(page.status()).isEqualTo(200);
        return page.text().contains(issued.certificate().toString());
    }

    private UUID revision() {
        return fixtures.asOwner(owner -> owner.sql("select revision from catalogue_revision")
                .query(UUID.class)
                .single());
    }

    private void awaitEnd(String table, String group) {
        fixtures.asOwner(owner -> owner.sql(
                        "select cast(pg_sleep_until(max(valid_until)) as text) from " + table + " where group_code = ?")
                .param(group)
                .query(String.class)
                .single());
    }

    /** On a busy machine it may be over before it was seen. */
    private boolean isOver(String table, String group) {
        return fixtures.<Boolean>asOwner(owner -> owner.sql(
                        "select max(valid_until) <= clock_timestamp() from " + table + " where group_code = ?")
                .param(group)
                .query(Boolean.class)
                .single());
    }
}
