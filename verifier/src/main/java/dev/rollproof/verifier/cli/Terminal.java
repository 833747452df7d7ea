package dev.rollproof.verifier.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where somebody may look on. */
interface Terminal {
    /** Nobody looks on. */
    Terminal NONE = new Terminal() {
        @Override
        public boolean output() {
            return false;
        }

        @Override
        public boolean error() {
            return false;
        }

        @Override
        public int columns() {
            return USUAL_COLUMNS;
        }
    };

    /** Where a terminal does not say how wide it is. */
    int USUAL_COLUMNS = 80;

    /** Whether standard output is a terminal. */
    boolean output();

    /** Whether standard error is one. */
    boolean error();

    /** How many columns it has. */
    int columns();

    /**
     * The terminal of this process.
     *
     * @param output whether standard output is one
     */
    static Terminal ofProcess(boolean output, Map<String, String> environment) {
        return new OfProcess(output, environment);
    }

    /**
     * Java knows of standard input and output together, and of no width. A shell that shares our standard error knows, where there
     * is one; it is asked once, when somebody wants to know. Elsewhere there is no progress, and lines are of the usual width.
     */
    final class OfProcess implements Terminal {
        private static final List<String> QUESTION =
                List.of("sh", "-c", "test -t 2 && echo error; stty size <&2 2>/dev/null || stty size 2>/dev/null");
        private static final int PATIENCE_SECONDS = 2;

        private final boolean output;
        private final Map<String, String> environment;
        private List<String> answer = List.of();
        private boolean asked;

        private OfProcess(boolean output, Map<String, String> environment) {
            this.output = output;
            this.environment = environment;
        }

        @Override
        public boolean output() {
            return output;
        }

        @Override
        public boolean error() {
            return answer().contains("error");
        }

        @Override
        public int columns() {
            String given = environment.getOrDefault("COLUMNS", "");
            return answerOf(given, answer());
        }

        /** {@code COLUMNS}, or else the second of {@code 24 80}. */
        private static int answerOf(String given, List<String> answer) {
            List<String> sizes = answer.stream()
                    .filter(line -> line.contains(" "))
                    .map(line -> line.substring(line.indexOf(' ') + 1).strip())
                    .toList();
            for (String size : given.isEmpty() ? sizes : List.of(given)) {
                if (size.length() <= 4 && size.chars().allMatch(Character::isDigit) && Integer.parseInt(size) > 0) {
                    return Integer.parseInt(size);
                }
            }
            return USUAL_COLUMNS;
        }

        private synchronized List<String> answer() {
            if (!asked) {
                asked = true;
                answer = ask();
            }
            return answer;
        }

        private static List<String> ask() {
            try {
                Process shell = new ProcessBuilder(QUESTION)
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    shell.destroyForcibly();
                    return List.of();
                }
                return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (IOException noShell) {
                return List.of();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
    }
}
