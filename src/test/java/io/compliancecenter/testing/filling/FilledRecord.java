package io.compliancecenter.testing.filling;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.compliancecenter.evidence.CanonicalText;
import io.compliancecenter.evidence.verification.EntryHashes;
import io.compliancecenter.testing.filling.PayloadTemplate.Value;
import io.compliancecenter.testing.filling.Samples.Sample;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Three years of acceptances, permits, copies and denials of all Organizations, written down as they came. */
final class FilledRecord implements AutoCloseable {

    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final byte[] ACCEPTANCE = "acceptance-recorded".getBytes(US_ASCII);
    private static final byte[] PERMIT = "permit-granted".getBytes(US_ASCII);
    private static final byte[] DELIVERY = "copy-delivered".getBytes(US_ASCII);
    private static final byte[] DENIAL = "download-denied".getBytes(US_ASCII);

    /** So many downloads of others begin before one is over. */
    private static final int UNDER_WAY = 2;

    private final FillingPlan plan;
    private final FilledDirectory directory;
    private final Samples samples;
    private final SplittableRandom random;
    private final EntryHashes hashes = new EntryHashes();

    private final long[] sequences;
    private final byte[][] ends;
    private final long[] times;
    private final byte[][] values = new byte[Value.values().length][];

    private final TableRows entries;
    private final TableRows acceptances;
    private final TableRows permits;

    /** A copy that is still being sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sending(int organization, int admin, Sample sample, UUID permit, byte[] serial) {}

    private final Deque<Sending> underWay = new ArrayDeque<>();

    FilledRecord(
            FillingPlan plan,
            FilledDirectory directory,
            Samples samples,
            SplittableRandom random,
            Connection forEntries,
            Connection forAcceptances,
            Connection forPermits)
            throws SQLException {
        this.plan = plan;
        this.directory = directory;
        this.samples = samples;
        this.random = random;
        sequences = new long[plan.organizations()];
        times = new long[plan.organizations()];
        ends = new byte[plan.organizations()][32];
        // The order of the columns is that of the methods below.
        entries = new TableRows(
                forEntries,
                "evidence_entry",
                "chain_id, sequence, recorded_at, kind, payload, previous_hash, hash, user_id, certificate_id, subject_id"
                        .split(", "));
        acceptances = new TableRows(
                forAcceptances,
                "acceptance",
                ("id, organization_id, user_id, certificate_id, idempotency_key, email, name, organization_name,"
                                + " terms_version, terms_locale, terms_sha256, checkbox_label, button_label, locale,"
                                + " client_address, user_agent, signed_in_at, sign_in_method, role, accepted_at")
                        .split(", "));
        permits = new TableRows(
                forPermits,
                "download_permit",
                ("id, organization_id, user_id, certificate_id, idempotency_key, email, name, organization_name,"
                                + " acceptance_id, lifetime, granted_at, expires_at, granted_in, serial, copy_kind")
                        .split(", "));
    }

    /** Writes everything down. */
    void write(Instant start, Instant end) {
        int[] events = events();
        for (int number = 0; number < events.length; number++) {
            Duration since = Duration.between(start, end)
                    .multipliedBy(number)
                    .dividedBy(events.length)
                    .plusNanos(random.nextLong(1_000_000_000));
            Instant time = start.plus(since).truncatedTo(ChronoUnit.MICROS);
            int organization = Math.abs(events[number]) - 1;
            if (events[number] < 0) {
                deny(organization, time);
            } else {
                download(organization, time);
            }
            if (underWay.size() > UNDER_WAY) {
                deliver(underWay.removeFirst(), time.plusMillis(500));
            }
        }
        while (!underWay.isEmpty()) {
            deliver(underWay.removeFirst(), end.plusSeconds(1));
        }
    }

    /** The number of an Organization, from 1, for each download, and its negative for each denial, in disorder. */
    private int[] events() {
        int[] events = new int[plan.entries().length == 0 ? 0 : count()];
        int at = 0;
        for (int organization = 0; organization < plan.organizations(); organization++) {
            for (int download = plan.downloads(organization); download > 0; download--) {
                events[at++] = organization + 1;
            }
            for (int denial = plan.denials(organization); denial > 0; denial--) {
                events[at++] = -organization - 1;
            }
        }
        for (int last = events.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int event = events[last];
            events[last] = events[other];
            events[other] = event;
        }
        return events;
    }

    private int count() {
        int count = 0;
        for (int organization = 0; organization < plan.organizations(); organization++) {
            count += plan.downloads(organization) + plan.denials(organization);
        }
        return count;
    }

    private void download(int organization, Instant time) {
        int admin = someone(organization);
        Sample sample = something();
        UUID acceptance = FilledDirectory.uuid(time.toEpochMilli(), random);
        UUID key = new UUID(random.nextLong(), random.nextLong());
        Instant signedIn = time.minusSeconds(random.nextInt(20, 1200));
        put(Value.ACCEPTANCE, acceptance.toString());
        put(Value.ACCEPTED_AT, CanonicalText.time(time));
        put(Value.SIGNED_IN_AT, CanonicalText.time(signedIn));
        put(Value.IDEMPOTENCY_KEY, key.toString());
        start(acceptances, acceptance, organization, admin, sample, key)
                .integer(samples.terms())
                .text("en")
                .bytes(samples.termsSha256())
                .text(Samples.CHECKBOX)
                .text(Samples.BUTTON)
                .text("en")
                .inet(Samples.ADDRESS)
                .text(Samples.USER_AGENT)
                .bigint(micros(signedIn))
                .text("password")
                .text("ADMIN")
                .bigint(micros(time));
        append(organization, admin, sample, time.plusNanos(200_000), ACCEPTANCE, acceptance, sample.acceptance());

        Instant granted = time.plusNanos(900_000);
        UUID permit = FilledDirectory.uuid(granted.toEpochMilli(), random);
        byte[] serial = bytes(16);
        put(Value.PERMIT, permit.toString());
        put(Value.SERIAL, HexFormat.of().formatHex(serial));
        put(Value.GRANTED_AT, CanonicalText.time(granted));
        put(Value.EXPIRES_AT, CanonicalText.time(granted.plus(LIFETIME)));
        start(permits, permit, organization, admin, sample, key)
                .uuid(acceptance)
                .interval(LIFETIME)
                .bigint(micros(granted))
                .bigint(micros(granted.plus(LIFETIME)))
                .bigint(3)
                .bytes(serial)
                .text(sample.copyKind());
        append(organization, admin, sample, granted.plusNanos(200_000), PERMIT, permit, sample.permit());
        underWay.add(new Sending(organization, admin, sample, permit, serial));
    }

    private void deliver(Sending sent, Instant time) {
        put(sent.organization(), sent.admin());
        put(Value.PERMIT, sent.permit().toString());
        put(Value.SERIAL, HexFormat.of().formatHex(sent.serial()));
        put(Value.COPY_SHA256, HexFormat.of().formatHex(bytes(32)));
        append(
                sent.organization(),
                sent.admin(),
                sent.sample(),
                time,
                DELIVERY,
                sent.permit(),
                sent.sample().delivery());
    }

    private void deny(int organization, Instant time) {
        int admin = someone(organization);
        Sample sample = something();
        append(organization, admin, sample, time, DENIAL, null, sample.denial());
    }

    private int someone(int organization) {
        int admin = random.nextInt(FillingPlan.ADMINS);
        put(organization, admin);
        return admin;
    }

    private Sample something() {
        return samples.certificates().get(random.nextInt(samples.certificates().size()));
    }

    private void put(int organization, int admin) {
        put(Value.ORGANIZATION, directory.organization(organization).toString());
        put(Value.ORGANIZATION_NAME, FillingPlan.name(organization));
        put(Value.USER, directory.user(organization, admin).toString());
        put(Value.USER_NAME, FillingPlan.userName(organization, admin));
        put(Value.EMAIL, FillingPlan.email(organization, admin));
    }

    private void put(Value value, String text) {
        values[value.ordinal()] = text.getBytes(UTF_8);
    }

    private byte[] value(Value value) {
        return values[value.ordinal()];
    }

    /** Begins a row with the columns that an acceptance and a permit have in common. */
    private TableRows start(TableRows rows, UUID id, int organization, int admin, Sample sample, UUID key) {
        return rows.row()
                .uuid(id)
                .uuid(directory.organization(organization))
                .uuid(directory.user(organization, admin))
                .uuid(sample.certificate())
                .uuid(key)
                .bytes(value(Value.EMAIL))
                .bytes(value(Value.USER_NAME))
                .bytes(value(Value.ORGANIZATION_NAME));
    }

    private void append(
            int organization,
            int admin,
            Sample sample,
            Instant time,
            byte[] kind,
            @Nullable UUID subject,
            PayloadTemplate template) {
        UUID chain = directory.organization(organization);
        long sequence = ++sequences[organization];
        long recorded = Math.max(micros(time), times[organization]);
        byte[] payload = template.fill(values);
        byte[] hash = hashes.hash(chain, sequence, recorded, kind, payload, ends[organization]);
        entries.row()
                .uuid(chain)
                .bigint(sequence)
                .bigint(recorded)
                .bytes(kind)
                .bytes(payload)
                .bytes(ends[organization])
                .bytes(hash)
                .uuid(directory.user(organization, admin))
                .uuid(sample.certificate())
                .uuid(subject);
        ends[organization] = hash;
        times[organization] = recorded;
    }

    /** Writes down where each chain ends. */
    void writeEnds(Connection connection) throws SQLException {
        try (TableRows rows =
                new TableRows(connection, "evidence_chain", "chain_id", "sequence", "hash", "recorded_at")) {
            for (int organization = 0; organization < plan.organizations(); organization++) {
                rows.row()
                        .uuid(directory.organization(organization))
                        .bigint(sequences[organization])
                        .bytes(ends[organization])
                        .bigint(times[organization]);
            }
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(YEAR_2000, moment);
    }

    @Override
    public void close() {
        acceptances.close();
        permits.close();
        entries.close();
    }
}
