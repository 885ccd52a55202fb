package io.compliancecenter.request;

import io.compliancecenter.web.Badge;

/** Where a request stands. */
public enum RequestState {
    /** The vendor has not answered yet. */
    OPEN("clock", "attention"),
    /** The certificate is for the Organization until a time. */
    GRANTED("check", "positive"),
    /** The vendor said no, and why. */
    DECLINED("cross", "critical");

    private final Badge badge;

    RequestState(String icon, String tone) {
        badge = new Badge("request.state." + name(), icon, tone);
    }

    /**
     * How pages show it.
     *
     * @param ended whether what was granted ended early
     */
    public Badge badge(boolean ended) {
        return ended ? new Badge("request.state.ENDED", "minus", "attention") : badge;
    }
}
