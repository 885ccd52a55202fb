package io.compliancecenter.specimens;

import io.compliancecenter.specimens.Report.Signatory;
import io.compliancecenter.specimens.Table.Column;
import java.awt.Color;
import java.io.IOException;
import java.util.List;

/** A HIPAA attestation for a Business Associate, by the sections of 45 CFR Part 164. It has no expiry date. */
final class HipaaAttestation {

    private static final String MET = "Met";

    private HipaaAttestation() {}

    static Specimen of(Issue issue) {
        Cover cover = new Cover(
                "HIPAA Attestation",
                "Examination of a Business Associate against the Security, Privacy and Breach Notification Rules",
                "Specimen Assessors LLP",
                new Color(0x2b, 0x55, 0x38),
                issue,
                List.of(
                        new Cover.Fact("Organization", "Specimen Vendor Ltd"),
                        new Cover.Fact("Acting as", "Business Associate"),
                        new Cover.Fact("Regulation", "45 CFR Part 164, Subparts C, D and E"),
                        new Cover.Fact("As of", Issue.text(issue.issuedOn().minusDays(16)))));
        return new Specimen(cover, report -> write(report, issue));
    }

    private static void write(Report report, Issue issue) throws IOException {
        writeStatement(report, issue);
        writeScope(report);
        writeSafeguards(report);
        writeOtherRules(report);
        writeObservations(report);
        report.heading("6. Signatures");
        report.paragraph("""
                Signed for the firm that made the examination and for the organization, by its security official. Both
                signatories are made up.
                """);
        report.signatures(
                new Signatory("A. Specimen", "Partner, Specimen Assessors LLP"),
                new Signatory("G. Specimen", "Security Official, Specimen Vendor Ltd"));
    }

    private static void writeStatement(Report report, Issue issue) throws IOException {
        report.heading("1. Statement of the assessor");
        report.paragraph("We have examined whether Specimen Vendor Ltd, as of "
                + Issue.text(issue.issuedOn().minusDays(16))
                + ", had implemented safeguards that meet the requirements of the Health Insurance Portability and"
                + " Accountability Act of 1996 which apply to it as a Business Associate.");
        report.paragraph("""
                The organization is responsible for its compliance and for the analysis of its risks. Our
                responsibility is to express a conclusion, based on inquiry, on the inspection of documents and
                settings, and on tests of samples. We did not examine the compliance of the Covered Entities that use
                the service.
                """);
        report.subheading("Conclusion");
        report.paragraph("""
                In our opinion, the safeguards described in sections 3 and 4 had been implemented, in all material
                respects, as of the date above. The observations in section 5 do not change this conclusion.
                """);
        report.subheading("Duration");
        report.paragraph("""
                The Act provides for no certification and no cycle of renewal. This attestation therefore states no
                date of expiry; it speaks as of its date only, and a reader should ask what has changed since.
                """);
    }

    private static void writeScope(Report report) throws IOException {
        report.heading("2. Scope");
        report.paragraph("""
                The examination covered every system in which the organization creates, receives, maintains or
                transmits electronic protected health information on behalf of Covered Entities.
                """);
        report.table(Table.of(
                        new Column("System", 1.8f),
                        new Column("Health information in it", 3.4f),
                        new Column("Safeguarded by", 3.4f))
                .row(
                        "Ingestion service",
                        "Events that carry identifiers and fields which the Covered Entity marks as sensitive.",
                        "Encrypted transport; validation; nothing kept after hand-over.")
                .row(
                        "Profile store",
                        "Profiles with the marked fields.",
                        "Encryption at rest with keys of each customer; access by role.")
                .row(
                        "Delivery workers",
                        "Content of messages, while they are sent.",
                        "Memory only; logs hold identifiers, no content.")
                .row(
                        "Dashboard",
                        "Marked fields, shown to authorized staff of the Covered Entity.",
                        "Second factor; masking; a record of each view.")
                .row(
                        "Backups",
                        "Copies of the profile store.",
                        "Encryption; separate account; deletion after 35 days."));
    }

    private static void writeSafeguards(Report report) throws IOException {
        report.heading("3. Security Rule: safeguards");
        report.paragraph("""
                Standards of Subpart C, with what was found for each. Implementation specifications, required and
                addressable, were examined with the standard to which they belong.
                """);
        report.table(Table.of(
                        new Column("Section", 2.1f),
                        new Column("Standard", 2.8f),
                        new Column("What was found", 5),
                        new Column("Result", 1))
                .row(
                        "164.308(a)(1)",
                        "Security management process",
                        "Risk analysis of the year, with treatment plan, sanction policy and"
                                + " weekly review of activity.",
                        MET)
                .row(
                        "164.308(a)(2)",
                        "Assigned security responsibility",
                        "A security official is appointed in writing.",
                        MET)
                .row(
                        "164.308(a)(3)",
                        "Workforce security",
                        "Access is authorized by supervisors and ends within one day of leaving: 15 of 15 leavers.",
                        MET)
                .row(
                        "164.308(a)(4)",
                        "Information access management",
                        "Access follows roles; requests and approvals were inspected for 20 grants.",
                        MET)
                .row(
                        "164.308(a)(5)",
                        "Security awareness and training",
                        "Training at joining and each year; reminders each month.",
                        MET)
                .row(
                        "164.308(a)(6)",
                        "Security incident procedures",
                        "Procedure rehearsed twice in the year; records of incidents are kept six years.",
                        MET)
                .row(
                        "164.308(a)(7)",
                        "Contingency plan",
                        "Backup, recovery and emergency plans exist and were tested; recovery took 2 h 40 min.",
                        MET)
                .row("164.308(a)(8)", "Evaluation", "Internal evaluation each year and after major changes.", MET)
                .row(
                        "164.310(a)",
                        "Facility access controls",
                        "Offices by badge; data centres are the cloud provider’s, under a contract"
                                + " as its subcontractor.",
                        MET)
                .row(
                        "164.310(b), (c)",
                        "Workstation use and security",
                        "Managed devices, encrypted disks, locking after five minutes.",
                        MET)
                .row(
                        "164.310(d)",
                        "Device and media controls",
                        "Inventory; erasure is recorded before a device is used again.",
                        MET)
                .row(
                        "164.312(a)",
                        "Access control",
                        "Unique identifiers, automatic logoff, emergency access under seal, encryption.",
                        MET)
                .row(
                        "164.312(b)",
                        "Audit controls",
                        "Views and changes of marked fields are recorded and cannot be altered by operators.",
                        MET)
                .row(
                        "164.312(c)",
                        "Integrity",
                        "Checksums on stored records; changes are traced to a person or a service.",
                        MET)
                .row(
                        "164.312(d)",
                        "Person or entity authentication",
                        "Single sign-on with a second factor for staff; signed requests between services.",
                        MET)
                .row("164.312(e)", "Transmission security", "TLS 1.2 or later on every path, inside and outside.", MET)
                .row(
                        "164.314(a)",
                        "Business associate contracts",
                        "Contracts with subcontractors carry the required terms: 6 of 6.",
                        MET)
                .row(
                        "164.316",
                        "Policies, procedures and documentation",
                        "Reviewed each year; kept six years from when last in effect.",
                        MET));
    }

    private static void writeOtherRules(Report report) throws IOException {
        report.heading("4. Breach Notification and Privacy Rules");
        report.table(Table.of(
                        new Column("Section", 2.1f),
                        new Column("Requirement", 2.8f),
                        new Column("What was found", 5),
                        new Column("Result", 1))
                .row(
                        "164.410",
                        "Notification by a business associate",
                        "Covered Entities are notified without unreasonable delay, and in any case"
                                + " within 60 days; contracts promise 72 hours. No breach occurred in the"
                                + " year.",
                        MET)
                .row("164.414(b)", "Burden of proof", "Assessments of suspected breaches are documented.", MET)
                .row(
                        "164.502(a)(3)",
                        "Permitted uses and disclosures",
                        "Uses are limited to those in the contract; a register of disclosures is kept.",
                        MET)
                .row("164.502(b)", "Minimum necessary", "Marked fields are hidden unless the role needs them.", MET)
                .row(
                        "164.504(e)",
                        "Contracts with Covered Entities",
                        "The standard contract has every required term; 10 signed contracts were inspected.",
                        MET));
    }

    private static void writeObservations(Report report) throws IOException {
        report.heading("5. Observations");
        report.table(Table.of(
                        new Column("No.", 0.7f),
                        new Column("Observation", 4.4f),
                        new Column("Response of the organization", 4.4f))
                .row(
                        "1",
                        "The emergency access procedure was rehearsed once in the year, though the"
                                + " policy asks for two rehearsals.",
                        "A second rehearsal has been held, and both are now in the calendar of the"
                                + " security official.")
                .row(
                        "2",
                        "Three policies name a team that has been renamed.",
                        "The policies were corrected and approved."));
        report.paragraph("Observations are matters that we think worth improving. They are not failures to"
                + " meet a requirement.");
    }
}
