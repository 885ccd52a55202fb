package io.compliancecenter.catalogue.rules;

/**
 * Why a text is refused.
 *
 * @param key of the message that says so on a page
 * @param argument of that message; empty if it takes none
 * @param words the same for a file, as the end of a sentence that begins with the field, in English
 */
public record Objection(String key, String argument, String words) {}
