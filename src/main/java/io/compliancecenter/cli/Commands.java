package io.compliancecenter.cli;

import io.compliancecenter.evidence.verification.VerifyCommand;
import io.compliancecenter.publishing.CheckCommand;
import io.compliancecenter.publishing.PublishCommand;
import io.compliancecenter.tracing.TraceCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import org.springframework.aot.AotDetector;
import org.springframework.core.SpringProperties;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands. */
@Command(
        name = "java -jar compliance-center.jar",
        customSynopsis = {"${COMMAND-NAME} [--setting=value ...]", "       ${COMMAND-NAME} COMMAND [...]"},
        description = "%nWithout a command it starts the server; settings are those of docs/configuration.md.%n",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class)
public final class Commands {

    /** Spring Boot's own options that take no value. */
    private static final Set<String> SWITCHES = Set.of("--debug", "--trace");

    private Commands() {}

    /**
     * Runs the command that a command line names.
     *
     * @param arguments the command line
     * @return the status to exit with; empty if the line names settings only, and so starts the server
     */
    public static OptionalInt run(String... arguments) {
        if (Arrays.stream(arguments).allMatch(Commands::isSetting)) {
            return OptionalInt.empty();
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Commands have contexts of their own, which are never processed ahead of time.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        // Keeps other output off stdout.
        System.setOut(System.err);
        return OptionalInt.of(run(out, System.err, arguments));
    }

    /**
     * Runs a command line that does not start the server.
     *
     * @param out receives the answer
     * @param err receives what is wrong with the command line
     * @return the status to exit with
     */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine hashPassword = new CommandLine(new HashPasswordCommand(out));
        return new CommandLine(new Commands())
                .addSubcommand(new MigrateCommand(out))
                .addSubcommand(new CheckCommand(out))
                .addSubcommand(new PublishCommand(out))
                .addSubcommand(new VerifyCommand(out))
                .addSubcommand(new TraceCommand(out))
                .addSubcommand(hashPassword.setUnmatchedOptionsArePositionalParams(true))
                .addSubcommand(new HelpCommand())
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionStrategy(Commands::execute)
                .setParameterExceptionHandler(Commands::explain)
                .execute(arguments);
    }

    /** Other words than settings are not passed on to the application's environment. */
    private static int execute(ParseResult line) {
        ParseResult command = line.hasSubcommand() ? line.subcommand() : line;
        List<String> mistakes =
                command.unmatched().stream().filter(word -> !isSetting(word)).toList();
        if (!mistakes.isEmpty()) {
            throw new UnmatchedArgumentException(command.commandSpec().commandLine(), mistakes);
        }
        return new RunLast().execute(line);
    }

    private static int explain(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println(failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println();
        command.usage(command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static boolean isSetting(String word) {
        return SWITCHES.contains(word) || word.startsWith("--") && word.indexOf('=') > 2;
    }

    /** The version of this build, which the build recorded. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            Properties build = PropertiesLoaderUtils.loadAllProperties("META-INF/build-info.properties");
            return new String[] {"Compliance Center " + build.getProperty("build.version", "(version unknown)")};
        }
    }
}
