/** Extends the web server: request ids, security headers, forwarded requests, error pages, and limits for forms. */
@NullMarked
package io.compliancecenter.web.server;

import org.jspecify.annotations.NullMarked;
