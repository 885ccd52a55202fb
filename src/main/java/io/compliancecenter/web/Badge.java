package io.compliancecenter.web;

/**
 * A state told three ways at once, so that none of them has to tell it alone.
 *
 * @param label message key of its words
 * @param icon name of its symbol in the sprite
 * @param tone its colour: {@code positive}, {@code attention}, {@code critical}, or {@code neutral}
 */
public record Badge(String label, String icon, String tone) {}
