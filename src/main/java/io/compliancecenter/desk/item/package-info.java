/** Forms for the texts of compliances and certifications, whose changes go into drafts. */
@NullMarked
package io.compliancecenter.desk.item;

import org.jspecify.annotations.NullMarked;
