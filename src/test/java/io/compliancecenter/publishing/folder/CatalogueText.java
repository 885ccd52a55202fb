package io.compliancecenter.publishing.folder;

import java.util.Optional;

/** The text of a catalogue file, and the errors in it. */
abstract class CatalogueText {

    static final String CATALOGUE = """
            vendor:
              name: Example Vendor
              support: Security@vendor.example
            introduction: >-
              What we
              keep to.
            compliances:
              - code: gdpr
                name: GDPR
                status: COMPLIANT
                summary: A regulation.
                description: |
                  The **regulation**.
                how-we-comply: We do.
                links:
                  - label: Text
                    url: https://vendor.example/gdpr?a=b#c
              - code: iso-27001
                name: 27001
                status: IN_PROGRESS
                summary: yes
                description: A standard.
            certifications:
              - code: iso-27001
                name: ISO 27001
                status: CERTIFIED
                compliance: iso-27001
                summary: A certification.
                assures: Much.
                renewal-cycle:
                  every: P3Y
                  description: Every three years.
                  audits:
                    - name: Surveillance audit
                      every: P12M
                certificates:
                  - file: certificates/iso-2025.pdf
                    issuer: Example Assessors
                    issued-on: 2025-02-03
                    valid-until: 2026-02-02
                  - file: certificates/iso-2026.pdf
                    issuer: Example Assessors
                    issued-on: 2026-02-03
            """;

    final ValidationErrors errors = new ValidationErrors();

    final Optional<CatalogueFile> read(String text) {
        return CatalogueFile.read(text, errors);
    }
}
