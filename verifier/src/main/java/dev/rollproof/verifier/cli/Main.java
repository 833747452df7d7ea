package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "rollproof",
        description = "Proves that SQLite rollbacks restore the schema and the rows, migration by migration.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything asked for holds",
            "1:at least one error; with diff a difference; with scaffold a rollback that it could not prove;",
            " :with up and down a migration that failed; with status something that up alone does not put right",
            "2:it could not be looked at: bad arguments, no such folder, nothing to verify",
            "3:a defect of Rollproof itself"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Run the command that {@code arguments} name and end the process with its exit code. */
    public static void main(String[] arguments) {
        // sqlite-jdbc brings it, nothing is logged by it, and it says so on standard error.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // UTF-8 whatever the locale says: names in SQL are not ASCII, and a report is read elsewhere than it is
        // written.
        Surroundings surroundings = new Surroundings(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Path.of("").toAbsolutePath(),
                System.getenv(),
                Terminal.ofProcess(isTerminal(), System.getenv()),
                Clock.system(ZoneId.systemDefault()),
                isTerminal() ? Optional.of(Main::ask) : Optional.empty());
        int exitCode = run(surroundings, arguments);
        surroundings.out().flush();
        System.exit(exitCode);
    }

    /**
     * Whether somebody looks on. JDK 22 to 24 have a console where there is none, and since JDK 22 it can be asked; this is
     * compiled for JDK 17.
     */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** Ctrl-D is an answer too: none. */
    @SuppressWarnings("SystemConsoleNull")
    private static String ask(String question) {
        Console console = System.console();
        @Nullable String answer = console == null ? null : console.readLine("%s ", question);
        return answer == null ? "" : answer;
    }

    /** Run the command that {@code arguments} name; the answer is the exit code. */
    static int run(Surroundings surroundings, String... arguments) {
        try {
            return execute(surroundings, arguments);
        } catch (Error e) {
            // Java would end the process with 1, which reads as a broken rollback.
            return defect(surroundings, e);
        }
    }

    private static int execute(Surroundings surroundings, String... arguments) {
        return new CommandLine(new Main())
                .addSubcommand(new VerifyCommand(surroundings))
                .addSubcommand(new LintCommand(surroundings))
                .addSubcommand(new SnapshotCommand(surroundings))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new DiffCommand(surroundings))
                .addSubcommand(new ScaffoldCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new DownCommand(surroundings))
                .addSubcommand(new SeedCommand(surroundings))
                .addSubcommand(new ResetCommand(surroundings))
                .addSubcommand(new ResolveCommand(surroundings))
                .addSubcommand(new NewCommand(surroundings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, args) -> badArguments(surroundings, e))
                .setExecutionExceptionHandler((e, line, result) -> failed(surroundings, e))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given; verify is the main one");
    }

    private static int badArguments(Surroundings surroundings, ParameterException e) {
        surroundings.err().println("rollproof: " + BadArguments.sentence(e));
        surroundings
                .err()
                .println("'" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' lists what there is.");
        return ExitCode.UNUSABLE;
    }

    private static int failed(Surroundings surroundings, Exception e) {
        if (e instanceof InvalidInputException) {
            surroundings.err().println("rollproof: " + e.getMessage());
            return ExitCode.UNUSABLE;
        }
        return defect(surroundings, e);
    }

    private static int defect(Surroundings surroundings, Throwable e) {
        surroundings.err().println("rollproof: this is a defect of Rollproof, not of your migrations.");
        surroundings.err().println("Report it with the lines below and, if you can, the migration it stopped at.");
        surroundings.err().println(new Version().getVersion()[0]);
        e.printStackTrace(surroundings.err());
        return ExitCode.DEFECT;
    }

    /** Rollproof's own version; "development" when it does not run from its jar. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** What {@code --version} says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "rollproof " + version() + ", SQLite " + SqliteDatabase.sqliteVersion() + ", Java " + Runtime.version()
            };
        }
    }
}
