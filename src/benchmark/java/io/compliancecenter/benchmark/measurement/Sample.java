package io.compliancecenter.benchmark.measurement;

import io.compliancecenter.benchmark.server.Cpu;

/**
 * The result of one measurement.
 *
 * @param figure to compare, for example requests a second
 * @param requests answered during the measurement; 0 if CPU time per request does not apply
 * @param cpu the CPU time that they took
 */
public record Sample(double figure, long requests, Cpu cpu) {

    /** Takes one sample. */
    public interface Taking {
        Sample take() throws Exception;
    }
}
