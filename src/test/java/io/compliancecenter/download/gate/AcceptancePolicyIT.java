package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.download.DownloadProperties;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.MembershipService;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.OrganizationView;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.terms.Acceptances;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What each acceptance policy asks again for. */
@IntegrationTest
class AcceptancePolicyIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TransactionBinding bindings;

    @Autowired
    MembershipService memberships;

    @Autowired
    CatalogueService catalogue;

    @Autowired
    Terms terms;

    @Autowired
    Acceptances acceptances;

    @Autowired
    SignedAgreements signedAgreements;

    @Autowired
    DownloadPermits permits;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient database;

    Tenant tenant;
    Issued agreedTo;
    Issued another;

    @BeforeEach
    void agreeOnce() {
        tenant = fixtures.organization();
        agreedTo = fixtures.certificate();
        another = fixtures.certificate();
        actors.adminOf(tenant).permit(agreedTo, "1 minute");
    }

    @AfterEach
    void retire() {
        fixtures.retire(agreedTo);
        fixtures.retire(another);
    }

    @Test
    void eachDownloadAsksEveryTime() {
        assertThat(asked(AcceptancePolicy.EACH_DOWNLOAD, tenant.admin(), agreedTo))
                .isTrue();
    }

    @Test
    void eachCertificateAsksOnceForEachCertificate() {
        assertThat(asked(AcceptancePolicy.EACH_CERTIFICATE, tenant.admin(), agreedTo))
                .isFalse();
        assertThat(asked(AcceptancePolicy.EACH_CERTIFICATE, tenant.admin(), another))
                .isTrue();
    }

    @Test
    void eachVersionAsksOnceForAllCertificates() {
        assertThat(asked(AcceptancePolicy.EACH_VERSION, tenant.admin(), another))
                .isFalse();
    }

    @Test
    void nobodyPassesOnAColleaguesAcceptance() {
        User colleague = fixtures.anotherAdmin(tenant);
        assertThat(asked(AcceptancePolicy.EACH_CERTIFICATE, colleague, agreedTo))
                .isTrue();
        assertThat(asked(AcceptancePolicy.EACH_VERSION, colleague, agreedTo)).isTrue();
    }

    // Acceptances: "a.name = :name", the address and the Organization; without it, stamp_download_permit refuses
    @ParameterizedTest
    @EnumSource(Change.class)
    void whoeverHoldsTheNameTheAddressOrTheOrganizationLaterIsAskedUnderEachPolicy(Change change) {
        change.make(fixtures, tenant);
        for (AcceptancePolicy policy : AcceptancePolicy.values()) {
            assertThat(asked(policy, tenant.admin(), agreedTo))
                    .as(policy.name())
                    .isTrue();
        }
        try (Binding bound = bindings.bind(tenant.id(), tenant.admin().id())) {
            assertThat(acceptances.findLatest(member(tenant.admin())))
                    .as("what is new since somebody else agreed")
                    .isEmpty();
        }
    }

    @Test
    void whoIsCalledAsBeforeAgainIsNotAskedAgain() {
        for (Change change : Change.values()) {
            change.make(fixtures, tenant);
            change.undo(fixtures, tenant);
        }
        assertThat(asked(AcceptancePolicy.EACH_VERSION, tenant.admin(), another))
                .isFalse();
    }

    /** What may become of an acceptance's member and Organization while their ids stay. */
    enum Change {
        NAME("update user_account set name = ? where id = ?"),
        ADDRESS("update user_account set email = ? where id = ?"),
        ORGANIZATION("update organization set name = ? where id = ?");

        private final String sql;

        Change(String sql) {
            this.sql = sql;
        }

        void make(Fixtures fixtures, Tenant tenant) {
            set(fixtures, tenant, "x" + before(tenant));
        }

        void undo(Fixtures fixtures, Tenant tenant) {
            set(fixtures, tenant, before(tenant));
        }

        private void set(Fixtures fixtures, Tenant tenant, String value) {
            fixtures.update(
                    sql,
                    value,
                    this == ORGANIZATION ? tenant.id() : tenant.admin().id());
        }

        private String before(Tenant tenant) {
            return switch (this) {
                case NAME -> tenant.admin().name();
                case ADDRESS -> tenant.admin().email();
                case ORGANIZATION -> tenant.name();
            };
        }
    }

    // Terms: the version is asked for in the same transaction, under the lock
    @Test
    void newTermsAskEveryoneAgainUnderEachPolicy() {
        fixtures.publishTerms("# Terms " + UUID.randomUUID());
        for (AcceptancePolicy policy : AcceptancePolicy.values()) {
            assertThat(asked(policy, tenant.admin(), agreedTo))
                    .as(policy.name())
                    .isTrue();
        }
    }

    // "kind = 'MATERIAL'" in last_material_terms_version, and the same function in stamp_download_permit
    @ParameterizedTest
    @EnumSource(AcceptancePolicy.class)
    void editorialTermsAskNobodyAgainWhoIsNotAskedEachTime(AcceptancePolicy policy) {
        publish("EDITORIAL", Duration.ZERO);
        publish("EDITORIAL", Duration.ZERO);
        assertThat(asked(policy, tenant.admin(), agreedTo)).isEqualTo(policy == AcceptancePolicy.EACH_DOWNLOAD);
        assertThat(asked(AcceptancePolicy.EACH_CERTIFICATE, tenant.admin(), another))
                .isTrue();
    }

    // Acceptances.findLatest: take lastMaterial - 1
    @ParameterizedTest
    @EnumSource(AcceptancePolicy.class)
    void anEditorialVersionAboveAMaterialOneDoesNotHideIt(AcceptancePolicy policy) {
        publish("MATERIAL", Duration.ZERO);
        publish("EDITORIAL", Duration.ZERO);
        assertThat(asked(policy, tenant.admin(), agreedTo)).isTrue();
    }

    // "effective_at <= moment" in terms_version_at
    @ParameterizedTest
    @EnumSource(AcceptancePolicy.class)
    void termsThatArePublishedAheadAskFromTheirTime(AcceptancePolicy policy) {
        int ahead = publish("MATERIAL", Duration.ofHours(1));
        try {
            assertThat(asked(policy, tenant.admin(), agreedTo)).isEqualTo(policy == AcceptancePolicy.EACH_DOWNLOAD);
        } finally {
            fixtures.retireTerms(ahead);
        }
        int soon = publish("MATERIAL", Duration.ofMillis(700));
        await(soon);
        assertThat(asked(policy, tenant.admin(), agreedTo)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AcceptancePolicy.class)
    void editorialTermsThatArePublishedAheadAskNobodyAtTheirTime(AcceptancePolicy policy) {
        await(publish("EDITORIAL", Duration.ofMillis(700)));
        assertThat(asked(policy, tenant.admin(), agreedTo)).isEqualTo(policy == AcceptancePolicy.EACH_DOWNLOAD);
    }

    // add "and retired_at is null" to last_material_terms_version
    @ParameterizedTest
    @EnumSource(AcceptancePolicy.class)
    void retiringAMaterialVersionBelowTheCurrentOneBringsNoEarlierAcceptanceBack(AcceptancePolicy policy) {
        int material = publish("MATERIAL", Duration.ZERO);
        publish("EDITORIAL", Duration.ZERO);
        fixtures.retireTerms(material);
        assertThat(asked(policy, tenant.admin(), agreedTo)).isTrue();
    }

    // Acceptances.findLatest and stamp_download_permit: the upper end of "between"
    @ParameterizedTest
    @EnumSource(AcceptancePolicy.class)
    void anAcceptanceOfTermsThatWereWithdrawnDoesNotServeForThoseBelow(AcceptancePolicy policy) {
        User colleague = fixtures.anotherAdmin(tenant);
        int withdrawn = publish("MATERIAL", Duration.ZERO);
        actors.actor(tenant, colleague).permit(agreedTo, "1 minute");
        fixtures.retireTerms(withdrawn);
        assertThat(asked(policy, colleague, agreedTo)).isTrue();
        // What was agreed to before the withdrawn terms serves again, since it is what is asked for again.
        assertThat(asked(policy, tenant.admin(), agreedTo)).isEqualTo(policy == AcceptancePolicy.EACH_DOWNLOAD);
    }

    private int publish(String kind, Duration ahead) {
        return fixtures.publishTerms(kind, ahead, Map.of("en", "# Terms " + UUID.randomUUID()));
    }

    private void await(int version) {
        fixtures.awaitTerms(version);
        assertThat(terms.current()).get().extracting(TermsVersion::version).isEqualTo(version);
    }

    private boolean asked(AcceptancePolicy policy, User user, Issued issued) {
        DownloadGate gate = new DownloadGate(
                memberships,
                catalogue,
                terms,
                acceptances,
                signedAgreements,
                permits,
                new FreshSignIn(new AcceptanceProperties(policy, Duration.ZERO), Clock.systemUTC()),
                new AcceptanceProperties(policy, Duration.ZERO),
                new DownloadProperties(Duration.ofMinutes(1), 2),
                events);
        try (Binding bound = bindings.bind(tenant.id(), user.id())) {
            GateDecision decision = new TransactionTemplate(transactions)
                    .execute(status ->
                            gate.request(member(user), new CertificateId(issued.certificate()), UUID.randomUUID()));
            assertThat(decision).isInstanceOfAny(GateDecision.Granted.class, GateDecision.TermsRequired.class);
            return decision instanceof GateDecision.TermsRequired;
        }
    }

    /** With the names that they have now, as each request reads them. */
    private CurrentMember member(User user) {
        return new TransactionTemplate(transactions)
                .execute(status -> database.sql("""
                        select u.name, u.email, o.name as organization
                          from user_account u, organization o where u.id = :user and o.id = :organization
                        """)
                        .param("user", user.id())
                        .param("organization", tenant.id())
                        .query((row, number) -> new CurrentMember(
                                new OrganizationView(
                                        new OrganizationId(tenant.id()), tenant.slug(), row.getString("organization")),
                                Role.ADMIN,
                                new UserId(user.id()),
                                row.getString("name"),
                                row.getString("email"),
                                new SignedIn(new UserId(user.id()))))
                        .single());
    }
}
