/** What tests in the browser start from: an Organization with its visitors, and every page in each of its states. */
@NullMarked
package io.compliancecenter.browser.scene;

import org.jspecify.annotations.NullMarked;
