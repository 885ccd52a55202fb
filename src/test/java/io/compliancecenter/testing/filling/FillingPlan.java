package io.compliancecenter.testing.filling;

import java.util.stream.IntStream;

/**
 * Who there is in a filled database, and how much is recorded of whom: of every hundred Organizations one is of medium size,
 * the first of all is large, the last has as much as fits on two pages, and the others share the rest.
 *
 * @param entries of the record, for each Organization
 */
public record FillingPlan(int[] entries) {

    public static final int LARGE = 0;
    public static final int MEDIUM = 1;
    public static final int MEMBERS = 10;
    static final int ADMINS = 2;

    /** From this one on, members came by invitation. */
    static final int INVITED = 5;

    private static final int ORGANIZATIONS = 10_000;
    private static final int ENTRIES = 5_000_000;
    private static final int MEDIUM_ENTRIES = 6_000;
    private static final int SMALL_ENTRIES = 100;

    /** @param scale 1 for 10,000 Organizations, 100,000 users and 5 million entries, at least 0.01 */
    public static FillingPlan of(double scale) {
        return of((int) Math.round(ORGANIZATIONS * scale), Math.round(ENTRIES * scale));
    }

    /**
     * A plan of another shape.
     *
     * @param organizations at least 100
     * @param all entries of the record, at least 80 for each Organization
     */
    public static FillingPlan of(int organizations, long all) {
        int[] entries = new int[organizations];
        int last = entries.length - 1;
        entries[LARGE] = (int) (all / 50);
        int medium = entries.length / 100;
        IntStream.rangeClosed(MEDIUM, medium).forEach(number -> entries[number] = MEDIUM_ENTRIES);
        entries[last] = SMALL_ENTRIES;
        long rest = all - entries[LARGE] - (long) medium * MEDIUM_ENTRIES - SMALL_ENTRIES;
        int others = last - medium - 1;
        for (int number = 0; number < others; number++) {
            entries[medium + 1 + number] = (int) (rest * (number + 1) / others - rest * number / others);
        }
        return new FillingPlan(entries);
    }

    /** One Organization, with so many entries of the record. */
    public static FillingPlan single(int entries) {
        return new FillingPlan(new int[] {entries});
    }

    int organizations() {
        return entries.length;
    }

    /** The Organization of which there are 100 entries, in a plan that has a scale. */
    public int small() {
        return entries.length - 1;
    }

    /** How many downloads were denied; what is left are acceptances, their permits and their copies. */
    int denials(int organization) {
        return entries[organization] % 3 + 3 * (entries[organization] / 150);
    }

    int downloads(int organization) {
        return (entries[organization] - denials(organization)) / 3;
    }

    public static String slug(int organization) {
        return "customer-%05d".formatted(organization);
    }

    static String name(int organization) {
        return "Müller & Søn %05d".formatted(organization);
    }

    /** @param member below {@link #MEMBERS}; those below {@link #ADMINS} are admins */
    public static String email(int organization, int member) {
        return "member-%d@%s.example".formatted(member, slug(organization));
    }

    static String userName(int organization, int member) {
        return "Zoë Wrobel %d-%05d".formatted(member, organization);
    }
}
