package io.compliancecenter.provisioning;

import java.util.Arrays;

/** What the program does besides serving: it is asked by the first word on the command line. */
public final class Commands {

    private Commands() {}

    /**
     * Runs the command that the arguments name, if they do.
     *
     * @param arguments the command line
     * @return whether there was one, and there is nothing left to do
     */
    public static boolean run(String[] arguments) {
        if (arguments.length == 0) {
            return false;
        }
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case HashPasswordCommand.NAME -> HashPasswordCommand.run();
            case PdfCheckCommand.NAME -> PdfCheckCommand.main(rest);
            default -> {
                return false;
            }
        }
        return true;
    }
}
