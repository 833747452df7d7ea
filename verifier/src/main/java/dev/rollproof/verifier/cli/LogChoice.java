package dev.rollproof.verifier.cli;

import picocli.CommandLine.Option;

/** What a command that runs migrations tells on standard error. */
final class LogChoice {
    /** The forms of the log. */
    enum Format {
        /** For people. */
        TEXT,
        /** For machines: an object a line. */
        JSON
    }

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The form of the log on standard error (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(names = "--quiet", description = "No log; the report and what went wrong stay.")
    private boolean quiet;

    RunLog of(Surroundings surroundings) {
        return new RunLog(surroundings, format, quiet);
    }
}
