package io.compliancecenter.evidence;

/**
 * One entry of a chain.
 *
 * @param payload JSON in UTF-8: the exact bytes that were hashed, stored once and never written anew
 * @param hash the entry's own, in lower-case hexadecimal, as it is stored
 */
public record EvidenceEntry(EntryHeader header, byte[] payload, String hash) {}
