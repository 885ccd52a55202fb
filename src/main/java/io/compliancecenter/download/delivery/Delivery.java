package io.compliancecenter.download.delivery;

/**
 * What a permit leads to.
 *
 * @param <T> what it is asked for
 */
sealed interface Delivery<T> {

    /** It is valid. */
    record Ready<T>(T what) implements Delivery<T> {}

    /** It has expired, or the member is not the person any more that it was granted to. */
    record Expired<T>(String certification) implements Delivery<T> {}

    /** The certificate was withdrawn. */
    record Withdrawn<T>() implements Delivery<T> {}

    /** The member has no such permit, or the certificate is for others now. */
    record Nothing<T>() implements Delivery<T> {}
}
