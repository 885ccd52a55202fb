/** Guards the addresses of Organizations and hands the current member to their controllers. */
@NullMarked
package io.compliancecenter.organization.web;

import org.jspecify.annotations.NullMarked;
