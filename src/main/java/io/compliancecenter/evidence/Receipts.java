package io.compliancecenter.evidence;

import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.Role;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The receipts for acceptances, made out of the record and nothing else. */
@Repository
class Receipts {

    /** How many entries on copies a receipt lists; an acceptance may serve for years. */
    static final int COPIES = 200;

    private final EvidenceEntries entries;
    private final JdbcClient database;

    Receipts(EvidenceEntries entries, JdbcClient database) {
        this.entries = entries;
        this.database = database;
    }

    /**
     * The receipt for an acceptance: an admin gets those of the whole Organization, other members their own.
     *
     * @throws NotOnRecordException if there is none for this member
     */
    @Transactional(readOnly = true)
    Receipt receipt(CurrentMember member, UUID acceptance) {
        EvidenceEntry entry = entries.about(member.organizationId(), acceptance, EntryKind.ACCEPTANCE)
                .orElseThrow(NotOnRecordException::new);
        Facts facts = Facts.of(entry.payload());
        boolean own = facts.text("member", "id").equals(member.user().toString());
        if (!own && member.role() != Role.ADMIN) {
            throw new NotOnRecordException();
        }
        return new Receipt(entry, facts, terms(facts), copies(member, acceptance));
    }

    /** The very bytes that were agreed to. */
    private String terms(Facts facts) {
        return new String(
                database.sql("""
                                select content from terms_text
                                 where version = :version and locale = :locale and sha256 = :sha256
                                """)
                        .param("version", facts.number("terms", "version"))
                        .param("locale", facts.text("terms", "locale"))
                        .param("sha256", HexFormat.of().parseHex(facts.text("terms", "sha256")))
                        .query((row, number) -> row.getBytes(1))
                        .single(),
                StandardCharsets.UTF_8);
    }

    private List<EvidenceEntry> copies(CurrentMember member, UUID acceptance) {
        return entries.copiesUnder(member.organizationId(), acceptance, COPIES);
    }
}
