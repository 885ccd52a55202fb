package io.compliancecenter.specimens;

import io.compliancecenter.specimens.Report.Signatory;
import io.compliancecenter.specimens.Table.Column;
import java.awt.Color;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** A SOC 2 Type 2 report: the opinion, the assertion, the system, and the tests of its controls. */
final class Soc2Type2Report {

    /** The result: no exception, or one in the access reviews. */
    enum Outcome {
        NO_EXCEPTION,
        ONE_EXCEPTION
    }

    private final Outcome outcome;
    private final String firstDay;
    private final String lastDay;

    private Soc2Type2Report(Issue issue, Outcome outcome) {
        LocalDate end = issue.issuedOn().minusMonths(1);
        this.outcome = outcome;
        firstDay = Issue.text(end.minusYears(1));
        lastDay = Issue.text(end.minusDays(1));
    }

    static Specimen of(Issue issue, Outcome outcome) {
        Soc2Type2Report report = new Soc2Type2Report(issue, outcome);
        Cover cover = new Cover(
                "SOC 2 Type 2 Report",
                "Report on the description of a system and on the suitability of the design and operating"
                        + " effectiveness of its controls",
                "Specimen Assessors LLP",
                new Color(0x1f, 0x3a, 0x5f),
                issue,
                List.of(
                        new Cover.Fact("Organization", "Specimen Vendor Ltd"),
                        new Cover.Fact("System", "Customer engagement platform, as a hosted service"),
                        new Cover.Fact("Period covered", report.firstDay + " to " + report.lastDay),
                        new Cover.Fact(
                                "Categories",
                                "Security, availability, confidentiality, processing integrity and privacy")));
        return new Specimen(cover, report::write);
    }

    private void write(Report report) throws IOException {
        writeOpinion(report);
        writeAssertion(report);
        writeSystem(report);
        writeTests(report);
        writeExceptions(report);
        report.heading("6. Signatures");
        report.paragraph("""
                Signed for the firm that made the examination and for the management of the organization. Both
                signatories are as made up as the report: the names stand where a reader would find them in a real
                one.
                """);
        report.signatures(
                new Signatory("A. Specimen", "Partner, Specimen Assessors LLP"),
                new Signatory("B. Specimen", "Chief Executive, Specimen Vendor Ltd"));
    }

    private void writeOpinion(Report report) throws IOException {
        report.heading("1. Independent service auditor’s report");
        report.subheading("Scope");
        report.paragraph(
                "We have examined the description of the customer engagement platform of Specimen Vendor Ltd for the"
                        + " period from " + firstDay + " to " + lastDay
                        + ", and the suitability of the design and operating"
                        + "effectiveness of the controls stated in it, to provide reasonable"
                        + " assurance that the service"
                        + "commitments and system requirements were achieved on the basis of the"
                        + " trust services criteria"
                        + " for security, availability, confidentiality, processing integrity and privacy.");
        report.subheading("Responsibilities of the service organization");
        report.paragraph("""
                Specimen Vendor Ltd is responsible for its service commitments and system requirements, and for
                designing, implementing and operating effective controls within the system. Its assertion is in
                section 2.
                """);
        report.subheading("Responsibilities of the service auditor");
        report.paragraph("""
                Our responsibility is to express an opinion on the description and on the controls, based on our
                examination. The examination was planned and performed to obtain reasonable assurance. It included
                inquiry of those who operate the controls, observation of the controls in operation, inspection of
                records on a sample basis, and the performance of selected controls again by ourselves.
                """);
        report.subheading("Inherent limitations");
        report.paragraph("""
                Because of their nature, controls may not prevent, or detect and correct, every error or omission. The
                projection of any evaluation to future periods is subject to the risk that controls become inadequate
                because conditions change.
                """);
        report.subheading("Opinion");
        report.paragraph(outcome == Outcome.NO_EXCEPTION ? """
                In our opinion, in all material respects, the description presents the system as it was designed and
                implemented throughout the period; the controls were suitably designed; and the controls operated
                effectively throughout the period. The tests performed and their results are in section 4.
                """ : """
                In our opinion, in all material respects, the description presents the system as it was designed and
                implemented throughout the period; the controls were suitably designed; and, except for the matter in
                section 5, which does not change this opinion, the controls operated effectively throughout the
                period. The tests performed and their results are in section 4.
                """);
        report.subheading("Restricted use");
        report.paragraph("""
                This report is intended for the organization, for its customers during the period, and for those who
                have sufficient knowledge of the services to consider it. It is not intended to be used by anyone
                else.
                """);
    }

    private void writeAssertion(Report report) throws IOException {
        report.heading("2. Assertion of management");
        report.paragraph("We have prepared the description of the customer engagement platform for the period from "
                + firstDay + " to " + lastDay + ". We confirm, to the best of our knowledge and belief, that:");
        report.list(
                "the description presents the system that was designed and implemented throughout the period;",
                "the controls stated in it were suitably designed, so that the service commitments"
                        + " would be achieved if they"
                        + " operated effectively and users applied the complementary controls assumed of them;",
                "the controls operated effectively throughout the period, with the results reported in section 4.");
    }

    private void writeSystem(Report report) throws IOException {
        report.heading("3. Description of the system");
        report.paragraph("""
                The system collects events that a customer’s applications send, keeps them by profile, and delivers
                messages that the customer defines. Its boundaries are the components below. Systems of customers,
                networks between them and the service, and devices of end users lie outside.
                """);
        report.table(Table.of(new Column("Component", 2), new Column("What belongs to it", 6))
                .row(
                        "Infrastructure",
                        "Virtual machines, object storage and managed databases of a cloud"
                                + " provider, in three zones of one region; separate accounts for"
                                + " production, staging and development.")
                .row(
                        "Software",
                        "Ingestion service, profile store, campaign scheduler, delivery"
                                + " workers, dashboard, and the software development kits that"
                                + " customers build into their applications.")
                .row(
                        "People",
                        "Engineering, site reliability, security, customer support, and"
                                + " people operations, each with defined responsibilities and access.")
                .row(
                        "Procedures",
                        "Change management, access management, incident response,"
                                + " vulnerability management, backup and restoration, supplier review.")
                .row(
                        "Data",
                        "Events and profiles of customers’ end users, campaign content,"
                                + " account data of customers’ staff, and logs of the service itself."));
        report.subheading("Subservice organization");
        report.paragraph("""
                The cloud provider is presented by the carve-out method. Physical access to data centres,
                environmental safeguards and the disposal of storage media are controls of that provider and were not
                examined.
                """);
        report.subheading("Complementary controls of users");
        report.list(
                "Customers grant and withdraw the access of their own staff, and review it regularly.",
                "Customers keep the credentials of their accounts and interfaces secret and change"
                        + " them when staff leave.",
                "Customers send only data that they are entitled to send, and tell their end users about it.",
                "Customers report suspected incidents in their use of the service without undue delay.");
    }

    private void writeTests(Report report) throws IOException {
        report.heading("4. Controls, tests and results");
        report.paragraph("""
                Each control is set against the trust services criterion that it serves. Samples were drawn at random
                over the whole period, in sizes that depend on how often the control operates.
                """);
        boolean reviewsOnTime = outcome == Outcome.NO_EXCEPTION;
        report.table(Soc2ControlTests.table(reviewsOnTime ? Soc2ControlTests.PASSED : "Exception: see section 5"));
    }

    private void writeExceptions(Report report) throws IOException {
        report.heading("5. Exceptions and responses of management");
        if (outcome == Outcome.NO_EXCEPTION) {
            report.paragraph("""
                    The tests gave rise to no exception. The exception in the report on the previous period, which
                    concerned the quarterly review of access to production (CC6.3), was followed up: the four reviews
                    of this period were completed on time, and the removals that they asked for were made within two
                    working days.
                    """);
            return;
        }
        report.table(Table.of(
                        new Column("Criterion", 1.25f),
                        new Column("Exception", 4),
                        new Column("Response of management", 4.6f))
                .row(
                        "CC6.3",
                        "One of four quarterly reviews of access to production was"
                                + " completed 19 days late. No access was found that should have been"
                                + " removed.",
                        "We agree. Reviews are now opened by the system ten days before"
                                + " the end of the quarter, and an overdue review is reported to the"
                                + " head of security each day."));
        report.paragraph("""
                We considered the exception together with the other controls on access, all of which operated
                effectively, and concluded that the criterion was met in all material respects.
                """);
    }
}
