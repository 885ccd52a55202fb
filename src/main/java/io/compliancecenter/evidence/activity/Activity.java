package io.compliancecenter.evidence.activity;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntries;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.activity.ActivityPage.Choice;
import io.compliancecenter.organization.CurrentMember;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An Organization's activity, latest first. Pages are found by key, so that a later page takes no longer than the first. */
@Service
@Transactional(readOnly = true)
class Activity {

    private static final int PAGE_SIZE = 50;

    private static final Sort LATEST_FIRST = Sort.by("id.sequence").descending();

    /**
     * What is shown of an {@link EvidenceEntry}. Spring Data selects just these columns, by the components' names.
     *
     * @param idSequence the entry's sequence, which is part of its id
     * @param payload JSON in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    record Entry(long idSequence, Instant recordedAt, EntryKind kind, byte[] payload, byte[] hash) {}

    private final EvidenceEntries entries;
    private final MessageSource messages;

    Activity(EvidenceEntries entries, MessageSource messages) {
        this.entries = entries;
        this.messages = messages;
    }

    /**
     * The latest entries that match the filter.
     *
     * @param before only entries below this sequence
     */
    List<Entry> latest(UUID chain, ActivityFilter filter, long before, int limit) {
        Instant begin = filter.begin();
        long end = filter.end() == null
                ? Long.MAX_VALUE
                : entries.findLastSequenceBefore(chain, filter.end()).orElse(0L) + 1;
        Specification<EvidenceEntry> conditions = Specification.allOf(
                (entry, query, criteria) -> criteria.and(
                        criteria.equal(entry.get("id").get("chainId"), chain),
                        criteria.lessThan(entry.get("id").get("sequence"), Math.min(before, end))),
                equal("userId", filter.member()),
                equal("certificateId", filter.certificate()),
                equal("kind", filter.kind()));
        return entries
                .findBy(
                        conditions,
                        query -> query.as(Entry.class)
                                .sortBy(LATEST_FIRST)
                                .limit(limit)
                                .all())
                .stream()
                // Time never goes back within a chain. A second condition would make PostgreSQL read the whole period.
                .takeWhile(entry -> begin == null || !entry.recordedAt().isBefore(begin))
                .toList();
    }

    private static Specification<EvidenceEntry> equal(String attribute, @Nullable Object value) {
        return value == null
                ? Specification.unrestricted()
                : (entry, query, criteria) -> criteria.equal(entry.get(attribute), value);
    }

    /** @param before the key of the page; null for the first page */
    ActivityPage page(
            CurrentMember member, ActivityFilter filter, @Nullable Long before, Catalogue published, Locale locale) {
        UUID chain = member.organizationId().value();
        List<Entry> found = latest(chain, filter, before == null ? Long.MAX_VALUE : before, PAGE_SIZE + 1);
        List<Entry> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        List<Payload> certificates = payloads(entries.findLatestOfEachCertificate(chain));
        CertificateNames names = new CertificateNames(certificates, published);
        String address = "/organizations/" + member.organization().slug() + "/activity";
        return new ActivityPage(
                shown.stream()
                        .map(entry -> ActivityRow.of(entry, names, messages, locale, filter.zone()))
                        .toList(),
                choices(payloads(entries.findLatestOfEachMember(chain)), payload -> member(payload, filter)),
                choices(certificates, payload -> certificate(payload, names, filter)),
                EntryKind.ofOrganizations().stream()
                        .map(kind -> new Choice(kind.name(), kind.badge().label(), kind == filter.kind()))
                        .toList(),
                filter,
                filter.on(address + ".csv", null),
                filter.daysOnly().on(address + "/bundle.zip", null),
                before == null ? null : filter.on(address, null),
                found.size() > PAGE_SIZE
                        ? filter.on(address, shown.get(PAGE_SIZE - 1).idSequence())
                        : null);
    }

    private static List<Payload> payloads(List<EvidenceEntry> entries) {
        return entries.stream().map(EvidenceEntry::payload).toList();
    }

    private static List<Choice> choices(List<Payload> payloads, Function<Payload, Choice> choice) {
        return payloads.stream()
                .map(choice)
                // A denied request may have named a certificate that never existed.
                .filter(named -> !named.label().isEmpty())
                .sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static Choice member(Payload payload, ActivityFilter filter) {
        String id = payload.text("member", "id");
        return new Choice(
                id,
                payload.text("member", "name") + " · " + payload.text("member", "email"),
                id.equals(String.valueOf(filter.member())));
    }

    private static Choice certificate(Payload payload, CertificateNames names, ActivityFilter filter) {
        String id = payload.text("certificate", "id");
        String name = payload.text("certificate", "certificationName");
        String distinction = names.distinction(payload);
        String label = name + " · " + payload.text("certificate", "version");
        return new Choice(
                id,
                name.isEmpty() ? "" : distinction.isEmpty() ? label : label + " · " + distinction,
                id.equals(String.valueOf(filter.certificate())));
    }
}
