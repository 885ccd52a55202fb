package io.compliancecenter.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.download.DenialReason;
import io.compliancecenter.organization.MembershipSource;
import io.compliancecenter.organization.Role;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What pages, PDFs and CSV files say is in words of their language. No value of an enum and no code of the record is among
 * them, and dates and times have one format each.
 */
class PlainWordsIT extends CertificateOnOffer {

    /** Wide enough to find a date in any format, whether it is the right one or not. */
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b"
            + "|\\b\\d{1,2}[./] ?\\d{1,2}[./] ?\\d{2,4}\\b"
            + "|\\b\\d{1,2}\\.? \\p{Lu}\\p{L}{2,8}\\.? \\d{4}\\b"
            + "|\\b\\p{Lu}\\p{L}{2,8}\\.? \\d{1,2}, \\d{4}\\b");

    private static final Pattern TIME = Pattern.compile(
            "\\b\\d{1,2}:\\d{2}(:\\d{2})?([ \u00A0\u202F](AM|PM|Uhr))?( UTC([+\u2212]\\d{1,2}(:\\d{2})?)?)?");

    private static final Map<String, Pattern> DATES = Map.of(
            "en", Pattern.compile("\\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4}"),
            "de", Pattern.compile("\\d{2}\\.\\d{2}\\.\\d{4}"));

    private static final Pattern TIMES = Pattern.compile("\\d{2}:\\d{2} UTC([+\u2212]\\d{1,2}(:\\d{2})?)?");

    private static final Pattern ISO_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}\\+00:00");

    /** What the record calls things, beside the names of the enums' values. */
    private static final List<String> CODES = List.of(
            "acceptance-recorded",
            "permit-granted",
            "copy-delivered",
            "download-denied",
            "member-invited",
            "invitation-withdrawn",
            "role-changed",
            "member-removed",
            "invitation",
            "finished",
            "broken-off",
            "password",
            "stamped",
            "untouched",
            "material",
            "editorial");

    @BeforeEach
    void fillTheRecord() {
        fillTheRecordOfMembers();
        fixtures.publishTerms(
                "MATERIAL", Duration.ZERO, Map.of("en", "# Terms\n\nWords.", "de", "# Bedingungen\n\nWorte."));
        Answer terms = admin.get(terms(), "User-Agent", "Browser");
        Answer agreed = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"), "User-Agent", "Browser");
        assertThat(admin.get(agreed.location() + "/file").status()).isEqualTo(200);
        deliveries.await(tenant, 1);
        UUID permit = (UUID) records.permits(tenant).get(0).get("id");
        List<String> reasons =
                Arrays.stream(DenialReason.values()).map(Enum::name).toList();
        actors.adminOf(tenant).inTransaction(database -> {
            database.sql("select record_delivery(:permit, 0, 10, 2000, 2000, :sha256)")
                    .param("permit", permit)
                    .param("sha256", new byte[32])
                    .query(rows -> {});
            reasons.forEach(reason -> database.sql("select record_denial(:certificate, :reason)")
                    .param("certificate", issued.certificate())
                    .param("reason", reason)
                    .query(rows -> {}));
            return null;
        });
    }

    private void fillTheRecordOfMembers() {
        User invited = fixtures.invitedMember(tenant, "ADMIN");
        UUID invitation = actors.adminOf(tenant).invite("colleague@guest.example");
        actors.adminOf(tenant).inTransaction(database -> {
            for (String sql : List.of(
                    "select withdraw_invitation(:invitation)",
                    "select change_member_role(:member, 'MEMBER')",
                    "select remove_member(:member)")) {
                database.sql(sql)
                        .param("invitation", invitation)
                        .param("member", invited.id())
                        .query(rows -> {});
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void pagesSayNothingInCodes(String language) {
        pages(language).forEach((address, page) -> {
            assertThat(page.selectFirst("html").attr("lang")).as(address).isEqualTo(language);
            // The vendor's own words, and the terms, are not ours; addresses and hashes are for machines.
            page.select("[lang]:not(html):not(.terms):not(.terms *), .prose, code")
                    .remove();
            List<String> texts = texts(page);
            assertThat(texts).as(address).doesNotContainAnyElementsOf(CODES);
            // What Thymeleaf writes in place of words that it does not find
            assertThat(texts).as(address).noneMatch(text -> text.contains("??"));
            assertThat(texts)
                    .as(address)
                    .noneMatch(text -> names().matcher(text).find());
            assertThat(texts).as(address).allSatisfy(text -> assertFormats(text, language));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theReceiptAsAPdfSaysNothingInCodes(String language) {
        String path = receipt();
        String pdf = Pdfs.textOf(
                admin.get(path + "/receipt.pdf", "Accept-Language", language).bytes());
        assertThat(pdf.lines().map(String::strip)).doesNotContainAnyElementsOf(CODES);
        assertThat(pdf).doesNotContainPattern(names());
        assertFormats(pdf, language);
        assertThat(DATES.get(language).matcher(pdf).results().count()).isGreaterThanOrEqualTo(5);
        // The same as the page
        admin.get(path, "Accept-Language", language)
                .html()
                .select(".receipt-lines time")
                .eachText()
                .forEach(time -> assertThat(pdf).contains(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theFileSaysNothingInCodes(String language) {
        String csv = admin.get(tenant.path("/activity.csv"), "Accept-Language", language)
                .text()
                .substring(1);
        List<String> cells =
                Arrays.stream(csv.split("\",\"|\"\r\n\"|\"\r\n|\"")).toList();
        assertThat(cells).doesNotContainAnyElementsOf(CODES);
        assertThat(cells).noneMatch(cell -> names().matcher(cell).find());
        assertThat(cells.stream().filter(cell -> TIME.matcher(cell).find()))
                .hasSizeGreaterThanOrEqualTo((int) csv.lines().count() - 1)
                .allMatch(cell -> ISO_TIME.matcher(cell).matches());
    }

    /** Every page that there is, as an admin sees it, or a member. */
    private Map<String, Document> pages(String language) {
        Issued later = fixtures.certificate(Pdfs.page("Later"));
        UUID expired = actors.adminOf(tenant).expiredPermit(issued);
        User invited = fixtures.invitedMember(tenant, "ADMIN");
        String invitation = fixtures.invitationLink(actors.adminOf(tenant).invite("guest@guest.example"));
        Map<String, Document> pages = new LinkedHashMap<>();
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        Client stranger = new Client(port);
        List<String> addresses = List.of(
                tenant.path("/compliances"),
                tenant.path("/compliances/ccpa"),
                tenant.path("/certifications"),
                tenant.path("/certifications/iso-iec-27001-2013"),
                tenant.path("/certifications/safe-to-host"),
                terms(),
                tenant.path("/downloads/" + records.permits(tenant).get(0).get("id")),
                tenant.path("/downloads/" + expired),
                tenant.path("/activity"),
                tenant.path("/members"),
                tenant.path("/members/" + invited.id()),
                invitation,
                receipt(),
                "/nowhere");
        addresses.forEach(address -> pages.put(
                address, admin.get(address, "Accept-Language", language).html()));
        pages.put(
                "a member",
                member.get(tenant.path("/compliances"), "Accept-Language", language)
                        .html());
        pages.put(
                "/sign-in",
                stranger.get("/sign-in", "Accept-Language", language).html());
        pages.put(
                "/sign-in?failed",
                stranger.get("/sign-in?failed", "Accept-Language", language).html());
        fixtures.retire(later);
        return pages;
    }

    /** What each element says by itself, and what is read out. */
    private static List<String> texts(Document page) {
        List<String> texts = new ArrayList<>();
        for (Element element : page.select("title, body *")) {
            texts.add(element.ownText());
            Stream.of("aria-label", "title", "placeholder", "alt", "data-label")
                    .map(element::attr)
                    .forEach(texts::add);
        }
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }

    private static void assertFormats(String text, String language) {
        assertThat(DATE.matcher(text).results().map(found -> found.group()))
                .as(text)
                .allMatch(DATES.get(language).asMatchPredicate());
        assertThat(TIME.matcher(text).results().map(found -> found.group()))
                .as(text)
                .allMatch(TIMES.asMatchPredicate());
    }

    /** The names of all values that could reach a reader. */
    private static Pattern names() {
        Stream<Enum<?>[]> enums = Stream.of(
                EntryKind.values(),
                MembershipSource.values(),
                Role.values(),
                Status.values(),
                EffectiveStatus.values(),
                PublishedCertificate.Validity.values(),
                CopyKind.values(),
                TermsVersion.Kind.values(),
                DenialReason.values());
        List<String> names = enums.flatMap(Arrays::stream).map(Enum::name).toList();
        return Pattern.compile("\\b(" + String.join("|", names) + ")\\b");
    }

    private String terms() {
        return tenant.path("/certificates/" + issued.certificate() + "/terms");
    }

    private String receipt() {
        return tenant.path("/receipts/" + records.acceptances(tenant).get(0).get("id"));
    }
}
