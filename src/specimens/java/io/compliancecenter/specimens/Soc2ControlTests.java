package io.compliancecenter.specimens;

import io.compliancecenter.specimens.Table.Column;

/** The tests of controls in a SOC 2 report, by trust services criterion. */
final class Soc2ControlTests {

    static final String PASSED = "No exception";

    private Soc2ControlTests() {}

    static Table table(String resultOfAccessReviews) {
        return Table.of(
                        new Column("Criterion", 1.25f),
                        new Column("Control", 3.6f),
                        new Column("Test performed", 3.4f),
                        new Column("Result", 1.9f))
                .row(
                        "CC1.1",
                        "Staff acknowledge the code of conduct when they join and once a year.",
                        "Inspected acknowledgements of 25 of the staff, of whom 8 joined in the period.",
                        PASSED)
                .row(
                        "CC1.4",
                        "Background checks are completed before access to production is given.",
                        "Inspected the records of 8 joiners and compared dates with the access log.",
                        PASSED)
                .row(
                        "CC2.2",
                        "Security policies are published to staff and reviewed once a year.",
                        "Inspected the policies, their review dates and their publication.",
                        PASSED)
                .row(
                        "CC3.2",
                        "A risk assessment rates threats by likelihood and impact and assigns an owner to each.",
                        "Inspected the annual assessment and the minutes that approve it.",
                        PASSED)
                .row(
                        "CC4.1",
                        "Internal audit tests key controls and reports to the board.",
                        "Inspected two reports and the follow-up of their findings.",
                        PASSED)
                .row(
                        "CC5.2",
                        "Configuration of servers is described in code and compared daily with what runs.",
                        "Observed the comparison and inspected its results of 25 days.",
                        PASSED)
                .row(
                        "CC6.1",
                        "Production is reached only by single sign-on with a second factor.",
                        "Tried to sign in without a second factor; inspected the settings.",
                        PASSED)
                .row(
                        "CC6.2",
                        "Access is granted on an approved request that names the role.",
                        "Inspected 25 requests and their approval.",
                        PASSED)
                .row(
                        "CC6.3",
                        "Owners review all access to production every quarter, and access that is"
                                + " not needed is removed.",
                        "Inspected the reviews of four quarters and the removals that followed.",
                        resultOfAccessReviews)
                .row(
                        "CC6.6",
                        "Network traffic from outside reaches only the load balancers, by encrypted protocols.",
                        "Scanned the addresses in scope; inspected firewall rules.",
                        PASSED)
                .row(
                        "CC6.7",
                        "Data is encrypted in transit and at rest.",
                        "Inspected the settings of storage and of 6 endpoints.",
                        PASSED)
                .row(
                        "CC7.1",
                        "Systems are scanned for vulnerabilities every week; critical ones are corrected in 7 days.",
                        "Inspected 12 scans and the dates of correction.",
                        PASSED)
                .row(
                        "CC7.2",
                        "Security events are gathered centrally and raise alerts around the clock.",
                        "Caused three test events and observed the alerts.",
                        PASSED)
                .row(
                        "CC7.4",
                        "Incidents are handled by a documented procedure and reviewed afterwards.",
                        "Inspected the records of 4 incidents, none of which concerned customer data.",
                        PASSED)
                .row(
                        "CC8.1",
                        "Changes are reviewed by a second engineer and tested before release.",
                        "Inspected 45 changes, their reviews and test runs.",
                        PASSED)
                .row(
                        "CC9.2",
                        "Suppliers with access to customer data are assessed before use and once a year.",
                        "Inspected the assessments of 10 suppliers.",
                        PASSED)
                .row(
                        "A1.2",
                        "Backups are taken daily and kept in a second location.",
                        "Inspected the backup records of 25 days.",
                        PASSED)
                .row(
                        "A1.3",
                        "Restoration is rehearsed twice a year.",
                        "Inspected two reports and the time that restoration took.",
                        PASSED)
                .row(
                        "C1.1",
                        "Confidential data is classified, and access follows the classification.",
                        "Inspected the inventory and the access lists of 6 data stores.",
                        PASSED)
                .row(
                        "C1.2",
                        "Customer data is deleted within 90 days of the end of a contract.",
                        "Inspected the deletion records of 5 ended contracts.",
                        PASSED)
                .row(
                        "PI1.3",
                        "Events that cannot be processed are set aside, counted and reported.",
                        "Sent 20 faulty events and observed what became of them.",
                        PASSED)
                .row(
                        "P4.2",
                        "Personal information is kept no longer than the period agreed with the customer.",
                        "Compared the oldest records with the agreed periods of 10 customers.",
                        PASSED)
                .row(
                        "P6.1",
                        "Personal information is disclosed to third parties only with authorization.",
                        "Inspected the register of disclosures and 5 authorizations.",
                        PASSED);
    }
}
