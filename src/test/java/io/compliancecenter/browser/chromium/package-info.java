/** Drives Chromium: visitors with their pages, by mouse and by keyboard, who notice what is wrong with a page. */
@NullMarked
package io.compliancecenter.browser.chromium;

import org.jspecify.annotations.NullMarked;
