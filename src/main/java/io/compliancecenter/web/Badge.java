package io.compliancecenter.web;

/**
 * A status as text, icon and colour, so that none of them carries the meaning alone.
 *
 * @param label message key of its text
 * @param icon name of its symbol in the sprite
 * @param tone its colour: {@code positive}, {@code attention}, {@code critical}, or {@code neutral}
 */
public record Badge(String label, String icon, String tone) {}
