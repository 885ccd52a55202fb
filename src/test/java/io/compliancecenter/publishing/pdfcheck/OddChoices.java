package io.compliancecenter.publishing.pdfcheck;

import java.util.SplittableRandom;

/** Chooses at random, the same with the same seed. */
abstract class OddChoices {

    final SplittableRandom random;

    OddChoices(SplittableRandom random) {
        this.random = random;
    }

    final boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    final String rarely(String text) {
        return chance(10) ? text : "";
    }

    final String pick(String... options) {
        return options[random.nextInt(options.length)];
    }

    final String pick(int percentOfUsual, String usual, String... others) {
        return chance(percentOfUsual) ? usual : pick(others);
    }
}
