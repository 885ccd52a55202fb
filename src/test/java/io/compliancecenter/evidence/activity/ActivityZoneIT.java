package io.compliancecenter.evidence.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days are filtered in the zone in which times are told, and the page and the file say which it is. */
class ActivityZoneIT extends CertificateOnOffer {

    private static final String APIA = "Pacific/Apia";

    // ActivityFilter.in, EvidenceEntries.latest: Period instead of days in UTC
    @ParameterizedTest(name = "{1} is on {2} in {0}")
    @CsvSource({
        // UTC+13: the day begins at 11:00 of the day before.
        "Pacific/Apia, 2026-11-28T10:59:59.999999Z, 2026-11-28",
        "Pacific/Apia, 2026-11-28T11:00:00Z, 2026-11-29",
        "Pacific/Apia, 2026-11-29T10:59:59.999999Z, 2026-11-29",
        // UTC-11
        "Pacific/Pago_Pago, 2026-11-29T10:59:59.999999Z, 2026-11-28",
        "Pacific/Pago_Pago, 2026-11-29T11:00:00Z, 2026-11-29",
        // Clocks go back: the day has 25 hours.
        "Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25",
        "Europe/Berlin, 2026-10-25T22:59:59.999999Z, 2026-10-25",
        // Clocks go forward: it has 23.
        "Europe/Berlin, 2026-03-29T21:59:59.999999Z, 2026-03-29",
        "Europe/Berlin, 2026-03-29T22:00:00Z, 2026-03-30",
        "UTC, 2026-11-28T23:59:59.999999Z, 2026-11-28",
        "Etc/GMT+5, 2026-11-29T04:59:59.999999Z, 2026-11-28"
    })
    void anEntryIsFoundByTheDayThatItIsShownOn(String zone, Instant moment, String day) {
        record(moment);

        Answer page = activity("?from=" + day + "&to=" + day, zone);

        assertThat(shown(page)).hasSize(1);
        String date = page.html().selectFirst(".cell-time time").text().split(",")[0];
        assertThat(LocalDate.parse(date, DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH)))
                .isEqualTo(day);
        LocalDate other = LocalDate.parse(day);
        assertThat(shown(activity("?to=" + other.minusDays(1), zone))).isEmpty();
        assertThat(shown(activity("?from=" + other.plusDays(1), zone))).isEmpty();
    }

    @Test
    void thePageSaysWhichZoneItsDaysAndTimesAreIn() {
        assertThat(zone(activity("", APIA))).isEqualTo("Dates and times are in this time zone: Pacific/Apia.");
        assertThat(zone(activity("", "America/New_York")))
                .isEqualTo("Dates and times are in this time zone: America/New York.");
        assertThat(zone(admin.get(tenant.path("/activity")))).isEqualTo("Dates and times are in this time zone: UTC.");
        assertThat(zone(admin.get(
                        tenant.path("/activity"), "Cookie", session() + "; zone=" + APIA, "Accept-Language", "de")))
                .isEqualTo("Datums- und Zeitangaben in der Zeitzone Pacific/Apia.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nowhere/At_All", "<script>", "+13:00", "%00", "Pacific/Apia\"x"})
    void aCookieThatNamesNoZoneCountsAsNone(String zone) {
        assertThat(zone(activity("", zone))).endsWith("UTC.");
    }

    @Test
    void aZoneInTheAddressThatIsNoneIsABadRequest() {
        assertThat(admin.get(tenant.path("/activity?zone=Nowhere")).status()).isEqualTo(400);
        assertThat(admin.get(tenant.path("/activity.csv?zone=Nowhere")).status())
                .isEqualTo(400);
    }

    // ActivityFilter.on: the zone in every address of the page
    @ParameterizedTest
    @ValueSource(strings = {APIA, "Etc/GMT+5"})
    void theFormAndTheLinksOfThePageKeepItsZone(String zone) {
        record(Instant.parse("2026-11-28T23:00:00Z"));
        Answer page = activity("", zone);

        assertThat(page.html().select("#filter [name=zone]").val()).isEqualTo(zone);
        // Without the cookie, as in another browser
        String csv = page.html().select("#csv").attr("href");
        assertThat(admin.get(csv).text()).contains("Recorded at (" + zone + ")");
        assertThat(admin.get(page.html().select("#bundle").attr("href")).status())
                .isEqualTo(200);
        assertThat(zone(admin.get(csv.replace("activity.csv", "activity")))).contains(zone);
    }

    @Test
    void theFileHasTheSameDaysAndTimesAsThePageAndSaysTheirOffset() throws Exception {
        record(Instant.parse("2026-11-28T10:59:59.999999Z"));
        record(Instant.parse("2026-11-28T11:00:00Z"));
        record(Instant.parse("2026-11-29T11:00:00Z"));

        Answer file = admin.get(
                tenant.path("/activity.csv?from=2026-11-29&to=2026-11-29"), "Cookie", session() + "; zone=" + APIA);

        assertThat(records(file))
                .singleElement()
                .satisfies(row -> assertThat(row.get("Recorded at (Pacific/Apia)"))
                        .isEqualTo("2026-11-29T00:00:00.000000+13:00"));
        assertThat(records(admin.get(tenant.path("/activity.csv"))))
                .extracting(row -> row.get("Recorded at (UTC)"))
                .containsExactly(
                        "2026-11-29T11:00:00.000000+00:00",
                        "2026-11-28T11:00:00.000000+00:00",
                        "2026-11-28T10:59:59.999999+00:00");
    }

    // Bundles.planOf: the period in the filter's zone
    @Test
    void theBundleHasTheDaysOfThePage() {
        record(Instant.parse("2026-11-28T11:00:00Z"));
        String day = "/activity/bundle.zip?from=2026-11-29&to=2026-11-29";
        assertThat(admin.get(tenant.path(day + "&zone=" + APIA)).status()).isEqualTo(200);
        assertThat(admin.get(tenant.path(day)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=-999999999-01-01&to=%2B999999999-12-31", "from=%2B999999999-12-31", "to=-0001-01-01"})
    void daysBeyondAllCalendarsAreNoFailure(String days) {
        assertThat(admin.get(tenant.path("/activity?" + days)).status()).isEqualTo(200);
        assertThat(admin.get(tenant.path("/activity.csv?" + days)).status()).isEqualTo(200);
    }

    /** Adds a valid entry to the Organization's chain as if it had been written at that time. */
    private void record(Instant moment) {
        byte[] payload =
                """
                {"member": {"id": "%s", "name": "A", "email": "a@b.example"}, "certificate": {"id": "%s"}, "reason": "PERMIT_EXPIRED"}
                """.formatted(tenant.admin().id(), issued.certificate()).getBytes(StandardCharsets.UTF_8);
        fixtures.asOwner(database -> {
            database.sql("""
                            insert into evidence_chain values (:chain, 0, decode(repeat('00', 32), 'hex'), '-infinity')
                                on conflict do nothing
                            """).param("chain", tenant.id()).update();
            database.sql("""
                            insert into evidence_entry
                            select chain_id, sequence + 1, :at, 'download-denied', :payload, hash,
                                   sha256(convert_to(evidence_entry_text(
                                       chain_id, sequence + 1, :at, 'download-denied', hash, :payload), 'UTF8')),
                                   :user, :certificate, null
                              from evidence_chain where chain_id = :chain
                            """)
                    .param("at", moment.atOffset(ZoneOffset.UTC))
                    .param("payload", payload)
                    .param("user", tenant.admin().id())
                    .param("certificate", issued.certificate())
                    .param("chain", tenant.id())
                    .update();
            return database.sql("""
                            update evidence_chain c
                               set (sequence, hash, recorded_at) = (
                                   select sequence, hash, recorded_at from evidence_entry e
                                    where e.chain_id = c.chain_id order by sequence desc limit 1)
                             where chain_id = :chain
                            """).param("chain", tenant.id()).update();
        });
    }

    private Answer activity(String query, String zone) {
        return admin.get(tenant.path("/activity" + query), "Cookie", session() + "; zone=" + zone);
    }

    private String session() {
        return "SESSION=" + admin.session();
    }

    private static List<String> shown(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.html().select(".activity tbody tr").eachAttr("data-sequence");
    }

    private static String zone(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.html().getElementById("zone").text();
    }

    private static List<CSVRecord> records(Answer file) throws Exception {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(file.text().substring(1)))
                .getRecords();
    }
}
