/** Imports Organizations and members from a file, after a preview of every change. */
@NullMarked
package io.compliancecenter.desk.imports;

import org.jspecify.annotations.NullMarked;
