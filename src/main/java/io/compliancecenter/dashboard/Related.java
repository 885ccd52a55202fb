package io.compliancecenter.dashboard;

/** The other side of a compliance and the certification that attests it. */
record Related(String code, String name) {}
