package io.compliancecenter.evidence.timestamp;

import java.time.Instant;

/**
 * What a valid time stamp says.
 *
 * @param time at which the authority confirms that the checkpoint existed
 * @param authority the subject of the authority's certificate, for example {@code C=CH,O=Example,CN=Example TSA 1}. Unless
 *     the authority was checked, anybody could have chosen it
 * @param authorityName its common name, or the whole subject if it has none
 */
public record Timestamp(Instant time, String authority, String authorityName) {}
