package io.compliancecenter.dashboard;

/** How much stands behind each tab. */
record Tabs(int compliances, int certifications) {}
