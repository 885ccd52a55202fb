/** The requests to identity providers: their discovery documents, keys, tokens and user info. */
@NullMarked
package io.compliancecenter.security.provider.connection;

import org.jspecify.annotations.NullMarked;
