package io.compliancecenter.provisioning;

/**
 * Why the folder cannot be published.
 *
 * @param what is wrong, as the end of a sentence
 */
record Problem(Place place, String what) {

    @Override
    public String toString() {
        return place + ": " + what;
    }
}
