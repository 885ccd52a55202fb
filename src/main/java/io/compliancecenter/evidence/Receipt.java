package io.compliancecenter.evidence;

import java.util.List;

/**
 * What is on record of one acceptance.
 *
 * @param entry the acceptance's own entry
 * @param facts what the entry says
 * @param terms the text that was agreed to, in Markdown
 * @param copies the entries on permits and deliveries that stand on the acceptance, in their order
 */
record Receipt(EvidenceEntry entry, Facts facts, String terms, List<EvidenceEntry> copies) {}
