package io.compliancecenter.specimens;

import io.compliancecenter.specimens.Report.Signatory;
import io.compliancecenter.specimens.Table.Column;
import java.awt.Color;
import java.io.IOException;
import java.util.List;

/** An ISO/IEC 27001:2013 certificate with its schedule: scope, statement of applicability, audits. */
final class IsoCertificate {

    private final Issue issue;

    private IsoCertificate(Issue issue) {
        this.issue = issue;
    }

    static Specimen of(Issue issue) {
        Cover cover = new Cover(
                "ISO/IEC 27001:2013 Certificate",
                "Certificate of registration of an information security management system, with its schedule",
                "Specimen Certification Body Ltd",
                new Color(0x12, 0x50, 0x55),
                issue,
                List.of(
                        new Cover.Fact("Organization", "Specimen Vendor Ltd"),
                        new Cover.Fact("Standard", "ISO/IEC 27001:2013"),
                        new Cover.Fact(
                                "Scope",
                                "Design, development, operation and support of a hosted customer"
                                        + " engagement platform")));
        return new Specimen(cover, new IsoCertificate(issue)::write);
    }

    private void write(Report report) throws IOException {
        writeCertificate(report);
        writeApplicability(report);
        writeAudit(report);
        writeProgramme(report);
        report.heading("6. Signatures");
        report.paragraph("""
                Signed on behalf of the certification body by the lead auditor, who conducted the audit, and by the
                head of certification, who took no part in it and reviewed its record. Both are made up.
                """);
        report.signatures(
                new Signatory("C. Specimen", "Lead Auditor, Specimen Certification Body Ltd"),
                new Signatory("D. Specimen", "Head of Certification, Specimen Certification Body Ltd"));
    }

    private void writeCertificate(Report report) throws IOException {
        report.heading("1. Certificate");
        report.paragraph("""
                This is to certify that the information security management system of Specimen Vendor Ltd has been
                assessed and found to conform to the requirements of ISO/IEC 27001:2013 for the scope stated below and
                in accordance with the organization’s statement of applicability, version 7.
                """);
        report.paragraph("The certificate is valid from " + issue.issued() + " until " + issue.lastDay()
                + ", provided that the organization continues to operate its management system and"
                + " passes a surveillance"
                + " audit every year.");
        report.heading("2. Scope of certification");
        report.paragraph("""
                Design, development, operation and support of a hosted customer engagement platform, together with the
                information, people, processes and technology on which these depend.
                """);
        report.table(Table.of(new Column("Site", 1.6f), new Column("Activities", 4), new Column("Persons", 1))
                .row("Head office", "Management of information security, legal, people operations, finance.", "64")
                .row(
                        "Development centre",
                        "Design, development and testing of the platform; management of changes.",
                        "138")
                .row(
                        "Operations centre",
                        "Operation of production, monitoring around the clock, response to incidents.",
                        "41")
                .row("Remote work", "Customer support and sales, under the policy on remote work.", "92"));
        report.paragraph("""
                Data centres of the cloud provider are outside the scope. The organization manages them as a supplier
                under control objective A.15.
                """);
    }

    private static void writeApplicability(Report report) throws IOException {
        report.heading("3. Summary of the statement of applicability");
        report.paragraph("""
                Annex A of the standard names 114 controls in fourteen domains. The table gives the number in each
                domain, how many of them apply, and why the others do not.
                """);
        report.table(Table.of(
                        new Column("Domain", 1.2f),
                        new Column("Title", 4),
                        new Column("Controls", 1.35f),
                        new Column("Applied", 1.25f),
                        new Column("Justification of exclusions", 3.6f))
                .row("A.5", "Information security policies", "2", "2", "–")
                .row("A.6", "Organization of information security", "7", "7", "–")
                .row("A.7", "Human resource security", "6", "6", "–")
                .row("A.8", "Asset management", "10", "10", "–")
                .row("A.9", "Access control", "14", "14", "–")
                .row("A.10", "Cryptography", "2", "2", "–")
                .row(
                        "A.11",
                        "Physical and environmental security",
                        "15",
                        "13",
                        "No delivery or loading areas; no cabling of its own in data centres.")
                .row("A.12", "Operations security", "14", "14", "–")
                .row("A.13", "Communications security", "7", "7", "–")
                .row(
                        "A.14",
                        "System acquisition, development and maintenance",
                        "13",
                        "12",
                        "No development is outsourced.")
                .row("A.15", "Supplier relationships", "5", "5", "–")
                .row("A.16", "Information security incident management", "7", "7", "–")
                .row("A.17", "Information security aspects of business continuity management", "4", "4", "–")
                .row("A.18", "Compliance", "8", "8", "–")
                .row("Total", "", "114", "111", ""));
    }

    private static void writeAudit(Report report) throws IOException {
        report.heading("4. Result of the certification audit");
        report.paragraph("""
                The audit was held in two stages. Stage 1 reviewed the documented information and the readiness of the
                organization; stage 2 examined the management system in operation, at each site and by sampling.
                """);
        report.table(Table.of(
                        new Column("Clause", 1.1f),
                        new Column("Requirement", 2.3f),
                        new Column("What was seen", 4.6f),
                        new Column("Result", 1.3f))
                .row(
                        "4",
                        "Context of the organization",
                        "Interested parties and their requirements are recorded; the scope follows from them.",
                        "Conforms")
                .row(
                        "5",
                        "Leadership",
                        "The policy is approved by the board; roles are assigned and known to those who hold them.",
                        "Conforms")
                .row(
                        "6",
                        "Planning",
                        "Risks are assessed by a repeatable method; the treatment plan names owners and dates.",
                        "Conforms")
                .row(
                        "7",
                        "Support",
                        "Training records of 30 persons; documented information under version control.",
                        "Conforms")
                .row(
                        "8",
                        "Operation",
                        "Risk treatment is carried out as planned; changes are assessed for their"
                                + " effect on security.",
                        "Conforms")
                .row(
                        "9",
                        "Performance evaluation",
                        "Internal audits cover all clauses in each year; management reviews have"
                                + " the required inputs.",
                        "Conforms")
                .row(
                        "10",
                        "Improvement",
                        "Corrective actions state the cause. Two were closed after the date that"
                                + " had been set for them.",
                        "Minor, closed"));
        report.paragraph("""
                One minor nonconformity was raised against clause 10. The organization analysed its cause and
                corrected it; the evidence was reviewed and accepted before the decision on certification. No major
                nonconformity was raised.
                """);
    }

    private void writeProgramme(Report report) throws IOException {
        report.heading("5. Audit programme and conditions");
        Table programme = Table.of(new Column("Event", 2), new Column("Due by", 1.5f), new Column("Purpose", 4));
        programme.row("Certification", issue.issued(), "Decision on certification, after stages 1 and 2.");
        for (int year = 1; year <= 3; year++) {
            programme.row(
                    "Surveillance audit " + year,
                    Issue.text(issue.issuedOn().plusYears(year)),
                    "Internal audits, management review, corrective actions, changes, and a sample of controls.");
        }
        programme.row("Renewal audit", issue.lastDay(), "The whole management system, before the certificate ends.");
        report.table(programme);
        report.paragraph("The certificate remains valid on these conditions:");
        report.list(
                "A surveillance audit is passed in every year. Where one is missed, the"
                        + " certificate is suspended and, after"
                        + " six months, withdrawn.",
                "Significant changes to the organization, its sites or its scope are notified to"
                        + " the certification body"
                        + " before they take effect.",
                "The certificate and the mark are used for the stated scope only, and never so as"
                        + " to suggest that a product"
                        + " is certified.",
                "The certificate is shown together with its schedule, and is returned on withdrawal.");
    }
}
