package io.compliancecenter.desk.imports;

/**
 * What is wrong with a file.
 *
 * @param line where it is, counted from 1
 * @param field the column's name; empty for the whole line
 * @param problem the end of a message's key
 * @param value what is wrong; may be empty
 */
record ImportError(int line, String field, String problem, String value) {}
