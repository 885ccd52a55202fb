package io.compliancecenter.cli;

import io.compliancecenter.evidence.verification.VerifyCommand;
import io.compliancecenter.publishing.pdfcheck.PdfCheckCommand;
import io.compliancecenter.tracing.SerialScanCommand;
import io.compliancecenter.tracing.TraceCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** All commands, and what becomes of a command line. */
public final class Commands {

    private static final int SUCCESS = 0;
    private static final int WRONG_COMMAND_LINE = 2;

    private static final String PROGRAM = "java -jar compliance-center.jar ";

    private static final List<Command> COMMANDS = List.of(
            new Command(
                    "verify",
                    VerifyCommand.USAGE,
                    "Checks an evidence bundle, or the record in the database, and says of each part whether it holds.",
                    VerifyCommand::run),
            new Command(
                    "trace",
                    TraceCommand.USAGE,
                    "Tells whose copy a PDF is, by the serials in it or by a serial that is typed in.",
                    TraceCommand::run),
            new Command(
                    HashPasswordCommand.NAME,
                    HashPasswordCommand.NAME,
                    "Asks for a password and prints its hash for organizations.yaml.",
                    HashPasswordCommand::run),
            new Command(
                    "help",
                    "help [COMMAND]",
                    "Shows the commands, or how one of them is called.",
                    (arguments, out) -> help(List.of(arguments), out)),
            new Command("version", "version", "Prints the version.", (arguments, out) -> {
                out.println("Compliance Center " + Version.ofThisBuild());
                return SUCCESS;
            }));

    private Commands() {}

    /**
     * Runs the command that a command line names.
     *
     * @param arguments the command line
     * @return the status to exit with; empty if the line names settings only, and so starts the server
     */
    public static OptionalInt run(String... arguments) {
        if (arguments.length > 0 && runInternal(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length))) {
            return OptionalInt.of(SUCCESS);
        }
        if (new CommandLine(arguments).startsServer()) {
            return OptionalInt.empty();
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Keeps logging and libraries out of the answer.
        System.setOut(System.err);
        return OptionalInt.of(run(new CommandLine(arguments), out, System.err));
    }

    /** Runs the other side of a process that this program started for an untrusted PDF; people never call these. */
    private static boolean runInternal(String name, String[] files) {
        if (name.equals(PdfCheckCommand.NAME)) {
            PdfCheckCommand.main(files);
            return true;
        }
        if (name.equals(SerialScanCommand.NAME)) {
            try {
                SerialScanCommand.main(files);
            } catch (IOException failure) {
                System.exit(1);
            }
            return true;
        }
        return false;
    }

    /**
     * Runs a command line that does not start the server.
     *
     * @param err receives what is wrong with the command line
     * @return the status to exit with
     */
    static int run(CommandLine line, PrintStream out, PrintStream err) {
        if (line.asksForHelp()) {
            return help(line.names(), out, err);
        }
        if (line.asksForVersion()) {
            return named("version").orElseThrow().action().run(new String[0], out);
        }
        Optional<Command> command = named(line.first());
        if (command.isPresent()) {
            return command.get().action().run(line.rest(), out);
        }
        return unknown(line.mistake(), err);
    }

    private static int help(List<String> names, PrintStream out) {
        return help(names, out, System.err);
    }

    private static int help(List<String> names, PrintStream out, PrintStream err) {
        if (names.isEmpty()) {
            out.print(overview());
            return SUCCESS;
        }
        Optional<Command> command = named(names.get(0));
        if (command.isEmpty()) {
            return unknown(names.get(0), err);
        }
        out.print(command.get().help());
        return SUCCESS;
    }

    private static int unknown(String word, PrintStream err) {
        if (named(word).isPresent()) {
            err.println("The command comes first, before any setting: " + PROGRAM + word + " …");
            return WRONG_COMMAND_LINE;
        }
        err.println(
                word.startsWith("-")
                        ? "There is no option '%s'. A setting is written --name=value.".formatted(word)
                        : "There is no command '%s'.".formatted(word));
        String meant =
                CommandLine.closest(word, COMMANDS.stream().map(Command::name).toList());
        if (!meant.isEmpty()) {
            err.println("Did you mean " + meant + "?");
        }
        err.println();
        err.print(overview());
        return WRONG_COMMAND_LINE;
    }

    private static Optional<Command> named(String word) {
        return COMMANDS.stream().filter(command -> command.name().equals(word)).findFirst();
    }

    private static String overview() {
        return usage("[--setting=value ...]\nCOMMAND [...]")
                + "\nWithout a command it starts the server; settings are those of docs/configuration.md.\n\nCommands:\n"
                + COMMANDS.stream()
                        .map(command -> "  %-15s %s\n                  %s%n"
                                .formatted(
                                        command.name(),
                                        command.summary(),
                                        command.usage().replace("\n", "\n                  ")))
                        .collect(Collectors.joining())
                        .replace("\r\n", "\n");
    }

    static String usage(String lines) {
        return lines.lines().map(line -> PROGRAM + line).collect(Collectors.joining("\n       ", "Usage: ", "\n"));
    }
}
