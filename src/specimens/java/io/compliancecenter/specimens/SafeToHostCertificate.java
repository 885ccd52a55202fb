package io.compliancecenter.specimens;

import io.compliancecenter.specimens.Report.Signatory;
import io.compliancecenter.specimens.Table.Column;
import java.awt.Color;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** A Safe to Host certificate: scope, findings and retest of a quarterly external penetration test. */
final class SafeToHostCertificate {

    /**
     * A vulnerability that was found by the test and closed by the retest.
     *
     * @param score by the Common Vulnerability Scoring System 3.1, from 0.0 to 10.0
     */
    record Finding(String id, String title, Severity severity, String score, String remedy) {}

    /** The qualitative rating of a score. */
    enum Severity {
        CRITICAL("Critical"),
        HIGH("High"),
        MEDIUM("Medium"),
        LOW("Low");

        private final String label;

        Severity(String label) {
            this.label = label;
        }
    }

    private final Issue issue;
    private final List<Finding> findings;
    private final LocalDate retest;

    private SafeToHostCertificate(Issue issue, List<Finding> findings) {
        this.issue = issue;
        this.findings = findings;
        retest = issue.issuedOn().minusDays(5);
    }

    static Specimen of(Issue issue, List<Finding> findings) {
        SafeToHostCertificate certificate = new SafeToHostCertificate(issue, findings);
        Cover cover = new Cover(
                "Safe to Host Certificate",
                "External vulnerability assessment and penetration test of the quarter",
                "Specimen Security Testing Ltd",
                new Color(0x4b, 0x2e, 0x5e),
                issue,
                List.of(
                        new Cover.Fact("Organization", "Specimen Vendor Ltd"),
                        new Cover.Fact("Platform", "Customer engagement platform: dashboard, interfaces, ingestion"),
                        new Cover.Fact("Tested", certificate.tested()),
                        new Cover.Fact("Retested", Issue.text(certificate.retest))));
        return new Specimen(cover, certificate::write);
    }

    private String tested() {
        return Issue.text(issue.issuedOn().minusDays(28)) + " to "
                + Issue.text(issue.issuedOn().minusDays(17));
    }

    private void write(Report report) throws IOException {
        writeStatement(report);
        writeScope(report);
        writeMethod(report);
        writeFindings(report);
        writeCoverage(report);
        report.heading("6. Observations");
        report.paragraph("What the testers noted besides the findings:");
        report.list(
                "Authorization is decided in one place for all interfaces, which kept the number of findings small.",
                "Attacks with known tools were noticed and answered by the organization within the hour.",
                "Rate limits differ between interfaces. A common limit would be easier to reason about.",
                "Security headers were present on every page that was tested.");
        report.heading("7. Limitations and signatures");
        report.paragraph("""
                A test is made in limited time and shows the state of the platform while it lasted. It cannot prove
                that no further vulnerability exists. Changes made after the retest, components outside the scope, and
                vulnerabilities that became known later are not covered.
                """);
        report.paragraph("Testers and reviewer are made up, and so are the findings.");
        report.signatures(
                new Signatory("E. Specimen", "Lead Tester, Specimen Security Testing Ltd"),
                new Signatory("F. Specimen", "Technical Reviewer, Specimen Security Testing Ltd"));
    }

    private void writeStatement(Report report) throws IOException {
        report.heading("1. Statement");
        report.paragraph("This is to certify that an external vulnerability assessment and penetration test"
                + " of the platform named"
                + " on the cover was conducted from " + tested()
                + ", that the vulnerabilities identified in it were corrected,"
                + " and that the retest on " + Issue.text(retest)
                + " found the platform free of them. On that basis the"
                + " platform is considered safe to host until " + issue.lastDay() + ".");
        Table summary = Table.of(
                new Column("Severity", 2), new Column("Identified", 1), new Column("Closed", 1), new Column("Open", 1));
        for (Severity severity : Severity.values()) {
            String number = String.valueOf(findings.stream()
                    .filter(found -> found.severity() == severity)
                    .count());
            summary.row(severity.label, number, number, "0");
        }
        summary.row("All", String.valueOf(findings.size()), String.valueOf(findings.size()), "0");
        report.table(summary);
    }

    private static void writeScope(Report report) throws IOException {
        report.heading("2. Scope");
        report.paragraph("""
                The test was made from the internet, without knowledge of the source, with two accounts of ordinary
                customers and one of a customer’s administrator. Addresses are of the kind reserved for documentation.
                """);
        report.table(Table.of(new Column("Target", 2.6f), new Column("What it is", 4), new Column("Kind of test", 2.4f))
                .row(
                        "dashboard.vendor.example",
                        "The web application in which customers define campaigns and see reports.",
                        "Web application")
                .row(
                        "api.vendor.example",
                        "The interface through which customers’ servers send and read data.",
                        "Interface")
                .row("in.vendor.example", "The endpoint to which applications send events.", "Interface")
                .row(
                        "links.vendor.example",
                        "The service that resolves and counts links in messages.",
                        "Web application")
                .row("203.0.113.0/27", "Addresses of the load balancers and mail relays.", "Network"));
        report.paragraph("Not in scope: denial of service, social engineering, physical access, and systems"
                + " of third parties.");
    }

    private static void writeMethod(Report report) throws IOException {
        report.heading("3. Method");
        report.paragraph("""
                The work followed the OWASP Web Security Testing Guide. Automated scans were used for breadth; every
                result was confirmed by hand, and business logic and authorization were tested by hand only.
                """);
        report.table(Table.of(new Column("Phase", 2), new Column("What was done", 6))
                .row(
                        "Reconnaissance",
                        "Names, addresses, services and technologies in scope were enumerated and"
                                + " compared with the list given.")
                .row(
                        "Vulnerability assessment",
                        "Services and applications were scanned, with and without signing in, for"
                                + " known vulnerabilities and unsafe settings.")
                .row(
                        "Penetration test",
                        "Weaknesses were exploited as far as needed to show their effect, without"
                                + " reading data of real customers.")
                .row(
                        "Report",
                        "Each finding was reported with evidence, a score and a recommendation;"
                                + " critical and high ones on the day they were confirmed.")
                .row("Retest", "Each correction was tested again, with variations of the original attack."));
    }

    private void writeFindings(Report report) throws IOException {
        report.heading("4. Findings");
        report.paragraph("""
                Scores follow version 3.1 of the Common Vulnerability Scoring System. All findings were closed at the
                retest.
                """);
        Table table = Table.of(
                new Column("No.", 1),
                new Column("Finding", 3.6f),
                new Column("Severity", 1.75f),
                new Column("Correction", 3.6f),
                new Column("Retest", 1.2f));
        for (Finding finding : findings) {
            table.row(
                    finding.id(),
                    finding.title(),
                    finding.severity().label + " (" + finding.score() + ")",
                    finding.remedy(),
                    "Closed");
        }
        report.table(table);
        report.subheading("Scale of severity");
        report.table(Table.of(new Column("Severity", 1.6f), new Column("Score", 1.4f), new Column("Meaning", 6))
                .row(
                        "Critical",
                        "9.0 to 10.0",
                        "Control of the platform, or of all customers’ data, from the internet without an account.")
                .row(
                        "High",
                        "7.0 to 8.9",
                        "Access to data or functions of another customer, or a lasting loss of integrity.")
                .row(
                        "Medium",
                        "4.0 to 6.9",
                        "An effect that is limited to one user, or that needs favourable circumstances.")
                .row("Low", "0.1 to 3.9", "Information that helps an attacker, without an effect of its own."));
    }

    private static void writeCoverage(Report report) throws IOException {
        report.heading("5. Coverage");
        report.paragraph("The cases tested, by the categories of the OWASP Top 10 of 2021:");
        report.table(Table.of(
                        new Column("Category", 1.4f),
                        new Column("Title", 4),
                        new Column("Cases", 1.1f),
                        new Column("How", 3.6f))
                .row("A01", "Broken access control", "46", "By hand, with every pair of roles")
                .row("A02", "Cryptographic failures", "18", "Scan of protocols; by hand for tokens")
                .row("A03", "Injection", "61", "Scan, and by hand for query filters")
                .row("A04", "Insecure design", "22", "By hand: limits, order of steps, races")
                .row("A05", "Security misconfiguration", "34", "Scan; review of headers and errors")
                .row("A06", "Vulnerable and outdated components", "15", "Scan of versions in use")
                .row("A07", "Identification and authentication failures", "27", "By hand: sign-in, reset, sessions")
                .row("A08", "Software and data integrity failures", "12", "By hand: uploads, callbacks")
                .row("A09", "Security logging and monitoring failures", "9", "Attacks compared with alerts raised")
                .row("A10", "Server-side request forgery", "14", "By hand: webhooks, image fetching"));
    }
}
