package io.compliancecenter.benchmark;

/**
 * What one measurement gave.
 *
 * @param figure that is compared, such as requests a second
 * @param requests that were answered meanwhile; 0 if processors' time by request means nothing here
 * @param cpu processors' time that they took
 */
record Sample(double figure, long requests, Cpu cpu) {

    /** Takes one. */
    interface Taking {
        Sample take() throws Exception;
    }
}
