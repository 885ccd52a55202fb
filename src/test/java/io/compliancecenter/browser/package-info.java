/** The application as people use it: in Chromium, by mouse and by keyboard, with JavaScript and without. */
@NullMarked
package io.compliancecenter.browser;

import org.jspecify.annotations.NullMarked;
