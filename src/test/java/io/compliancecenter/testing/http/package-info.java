/** Asks the application for pages: as a browser does, and as clients do that are slow, malformed or many at once. */
@NullMarked
package io.compliancecenter.testing.http;

import org.jspecify.annotations.NullMarked;
