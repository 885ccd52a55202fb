package io.compliancecenter.cli;

import java.io.PrintStream;

/**
 * A command that people run.
 *
 * @param name the first word on the command line
 * @param usage its command lines without the program, one on each line
 * @param summary what it does, as a sentence
 * @param action runs it
 */
record Command(String name, String usage, String summary, Action action) {

    /** Runs a command. */
    @FunctionalInterface
    interface Action {

        /**
         * Runs the command.
         *
         * @param arguments what follows its name
         * @param out receives the answer, and nothing else
         * @return the status to exit with
         */
        int run(String[] arguments, PrintStream out);
    }

    /** How it is called, for people. */
    String help() {
        return Commands.usage(usage) + "\n" + summary + "\n";
    }
}
