package io.compliancecenter.download;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Bounds how many copies are prepared at the same time, because each takes memory. Whoever asks first is served first. */
@Component
public class CopyPlaces {

    private static final long MAX_WAIT_SECONDS = 20;

    private final int all;
    private final Semaphore free;

    CopyPlaces(DownloadProperties properties) {
        this.all = properties.concurrentCopies();
        this.free = new Semaphore(all, true);
    }

    /** How many there are. Taking all of them leaves all the memory for copies to one. */
    public int all() {
        return all;
    }

    /**
     * Takes places, which the caller releases.
     *
     * @throws CopiesBusyException if not as many become free in time
     */
    public void take(int places) {
        try {
            if (!free.tryAcquire(places, MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new CopiesBusyException();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CopiesBusyException();
        }
    }

    /** Gives back places that were {@linkplain #take taken}. */
    public void release(int places) {
        free.release(places);
    }
}
