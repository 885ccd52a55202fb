/** Shows what is held about a person, and erases what no record needs. */
@NullMarked
package io.compliancecenter.desk.erasure;

import org.jspecify.annotations.NullMarked;
