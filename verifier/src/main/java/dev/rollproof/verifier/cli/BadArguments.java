package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, said as everything else is. */
final class BadArguments {
    private BadArguments() {}

    /** One line; picocli's own where it needs no other. */
    static String sentence(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, unmatched.getUnmatched().get(0));
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(command, missing.getMissing());
        }
        ArgSpec argument = e.getArgSpec();
        String value = e.getValue();
        if (argument != null && value != null) {
            return "%s takes %s, not \"%s\"".formatted(name(argument), values(argument), value);
        }
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
    }

    private static String unmatched(CommandSpec command, String argument) {
        if (argument.startsWith("-")) {
            List<String> options =
                    command.options().stream().map(OptionSpec::longestName).toList();
            return unknown("option", argument, command.subcommands().isEmpty() ? options : List.of());
        }
        return command.subcommands().isEmpty()
                ? "%s takes no further argument \"%s\"".formatted(command.name(), argument)
                : unknown("command", argument, command.subcommands().keySet());
    }

    /** What begins otherwise was hardly meant. */
    private static String unknown(String kind, String argument, Collection<String> known) {
        String given = argument.replaceFirst("=.*", "");
        List<String> near =
                known.stream().filter(name -> letter(name) == letter(given)).toList();
        return "there is no %s %s%s"
                .formatted(kind, given, near.isEmpty() ? "" : "; did you mean " + NearestName.of(given, near) + "?");
    }

    private static int letter(String name) {
        return name.codePoints().filter(c -> c != '-').findFirst().orElse(0);
    }

    private static String missing(CommandSpec command, List<ArgSpec> arguments) {
        boolean oneOf = arguments.stream().allMatch(argument -> argument.group() != null);
        List<? extends ArgSpec> needed = arguments.get(0).isPositional()
                ? command.positionalParameters().stream()
                        .filter(ArgSpec::required)
                        .toList()
                : arguments;
        return command.name() + " needs "
                + needed.stream().map(BadArguments::shown).collect(Collectors.joining(oneOf ? " or " : " and "));
    }

    private static String shown(ArgSpec argument) {
        return Stream.of(argument.isOption() ? name(argument) : "", argument.paramLabel())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String values(ArgSpec argument) {
        if (argument.typeInfo().isEnum()) {
            return argument.typeInfo().getEnumConstantNames().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        Class<?> type = argument.typeInfo().getType();
        return type == int.class || type == Integer.class || type == long.class || type == Long.class
                ? "a whole number"
                : argument.paramLabel();
    }
}
