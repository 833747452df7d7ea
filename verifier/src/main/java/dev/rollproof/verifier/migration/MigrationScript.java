package dev.rollproof.verifier.migration;

import dev.rollproof.verifier.sql.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * One SQL script of a migration, its up or its rollback, as its tool runs it.
 *
 * @param file its path relative to the migrations directory, with {@code /}
 * @param text what the tool runs of the file; a byte order mark stays in it as its first character. What it does not run,
 *     the other direction's section for example, is blank, so that every line is where it is in the file
 * @param transaction who opens the transaction
 * @param refusal why the tool runs none of it, if so: the run fails there
 * @param misreadings what the tool runs otherwise than it is written; in the order of the text
 * @param afterFailure what the tool does once the script has failed in no transaction, as a whole sentence; empty where it
 *     only tries again
 */
public record MigrationScript(
        String file,
        String text,
        ScriptTransaction transaction,
        Optional<ScriptRemark> refusal,
        List<ScriptRemark> misreadings,
        Optional<String> afterFailure) {

    /** Keeps its own copy of the list. */
    public MigrationScript {
        misreadings = List.copyOf(misreadings);
    }

    /** Makes a script that is run as it is written, in a transaction unless it manages its own. */
    public MigrationScript(String file, String text) {
        this(file, text, ScriptTransaction.UNLESS_ITS_OWN, Optional.empty(), List.of(), Optional.empty());
    }

    /** This script in another kind of transaction. */
    public MigrationScript in(ScriptTransaction other) {
        return new MigrationScript(file, text, other, refusal, misreadings, afterFailure);
    }

    /**
     * This script in no transaction.
     *
     * @param sentence what the tool does once it has failed
     */
    public MigrationScript inNoTransaction(String sentence) {
        return new MigrationScript(file, text, ScriptTransaction.NEVER, refusal, misreadings, Optional.of(sentence));
    }

    /** This script with another text of as many lines. */
    public MigrationScript withText(String other) {
        return new MigrationScript(file, other, transaction, refusal, misreadings, afterFailure);
    }

    /** This script, of which the tool runs nothing. */
    public MigrationScript refused(SourcePosition position, String message, String help) {
        return new MigrationScript(
                file,
                text,
                transaction,
                Optional.of(new ScriptRemark(position, message, help)),
                misreadings,
                afterFailure);
    }

    /** This script, of which the tool runs something else than what is written. */
    public MigrationScript misread(List<ScriptRemark> remarks) {
        return new MigrationScript(file, text, transaction, refusal, remarks, afterFailure);
    }

    /** Whether a line of the file, from 1, is this script's: in a file of both directions the other's are blank. */
    public boolean holds(int line) {
        return text.lines()
                .skip(line - 1L)
                .findFirst()
                .filter(l -> !l.isBlank())
                .isPresent();
    }
}
