/** Answers customers who ask for certificates. */
@NullMarked
package io.compliancecenter.desk.requests;

import org.jspecify.annotations.NullMarked;
