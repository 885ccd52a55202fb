/** The part of the web server that is ours: request ids, security headers, forwarded requests, and bounded forms. */
@NullMarked
package io.compliancecenter.web.server;

import org.jspecify.annotations.NullMarked;
