package io.compliancecenter.pdf;

/**
 * A glyph in its place on a line. Lengths are in thousandths of the font's size.
 *
 * @param number in the font file
 * @param text what it stands for; not empty
 * @param x of its origin, from the beginning of the line
 * @param y of its origin, upwards from the base line
 */
record Glyph(FontFile font, int number, String text, double x, double y) {}
