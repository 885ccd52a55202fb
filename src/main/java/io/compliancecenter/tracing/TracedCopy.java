package io.compliancecenter.tracing;

import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.stamping.Serial;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose copy a file is, as recorded when its permit was granted.
 *
 * @param acceptance null if the permit is under an agreement signed on paper
 * @param agreement null if the permit is under an acceptance, as is when it was signed
 */
record TracedCopy(
        UUID permit,
        @Nullable UUID acceptance,
        @Nullable UUID agreement,
        @Nullable LocalDate agreementSignedOn,
        String name,
        String email,
        UUID user,
        String organization,
        UUID organizationId,
        String certification,
        int version,
        String fileName,
        OffsetDateTime grantedAt,
        CopyKind copyKind) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * Finds the copy with a serial. It is SQL, because a command has no entity manager.
     *
     * @param owner of the schema; only this role may read across Organizations
     */
    static Optional<TracedCopy> find(DataSource owner, Serial serial) {
        return JdbcClient.create(owner)
                .sql("""
                        select p.id as permit, p.acceptance_id as acceptance, p.signed_agreement_id as agreement,
                               p.agreement_signed_on, p.name, p.email, p.user_id as "user",
                               p.organization_name as organization, p.organization_id, f.name as certification, c.version,
                               c.file_name, p.granted_at, p.copy_kind
                          from download_permit p
                          join certificate c on c.id = p.certificate_id
                          join certification f on f.code = c.certification_code
                         where p.serial = :serial
                        """)
                .param("serial", serial.bytes())
                .query(TracedCopy.class)
                .optional();
    }

    /** A description for the terminal, one line for each fact. */
    String describe() {
        return """
                Permit:        %s
                %s
                Member:        %s <%s> (%s)
                Organization:  %s (%s)
                Certificate:   %s, version %d, %s
                Granted:       %s
                Copy:          %s
                """.formatted(
                        permit,
                        acceptance == null
                                ? "Agreement:     %s, signed on paper on %s".formatted(agreement, agreementSignedOn)
                                : "Acceptance:    " + acceptance,
                        line(name),
                        line(email),
                        user,
                        line(organization),
                        organizationId,
                        line(certification),
                        version,
                        line(fileName),
                        TIME.format(grantedAt.truncatedTo(ChronoUnit.SECONDS)),
                        copyKind == CopyKind.STAMPED ? "stamped" : "untouched, because the document is signed");
    }

    /** Replaces characters with which a name could control the terminal. */
    private static String line(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }
}
