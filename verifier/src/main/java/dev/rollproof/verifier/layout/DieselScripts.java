package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.Optional;

/**
 * The two scripts of one diesel migration, as its {@code metadata.toml} has them run.
 *
 * @param up the migration
 * @param down the rollback, if there is one
 */
record DieselScripts(MigrationScript up, Optional<MigrationScript> down) {
    private static final String METADATA = "metadata.toml";
    private static final String KEY = "run_in_transaction";
    private static final SourcePosition START = new SourcePosition(1, 1);
    private static final String AFTER_A_FAILURE =
            "diesel records nothing of it, so the next diesel migration run begins it from its first statement again.";

    static DieselScripts read(FolderListing folder, String name, String up, String down) {
        Transaction transaction = Transaction.of(folder, name + "/" + METADATA);
        MigrationScript upScript = script(folder, name + "/" + up, transaction);
        return new DieselScripts(
                transaction.remark().isEmpty()
                        ? upScript
                        : upScript.misread(transaction.remark().stream().toList()),
                folder.holds(name + "/" + down)
                        ? Optional.of(script(folder, name + "/" + down, transaction))
                        : Optional.empty());
    }

    private static MigrationScript script(FolderListing folder, String file, Transaction transaction) {
        MigrationScript script = transaction.isOpened()
                ? folder.script(file).in(ScriptTransaction.ALWAYS)
                : folder.script(file).inNoTransaction(AFTER_A_FAILURE);
        return script.text().isEmpty()
                ? script.refused(
                        START,
                        "diesel refuses an empty file: Attempted to run an empty migration",
                        "Write its statements, or a comment where there is nothing to do. With embed_migrations! it runs, and does nothing.")
                : script;
    }

    /**
     * Whether diesel opens a transaction, for both directions.
     *
     * @param remark what a person would not expect of the file that says so
     */
    private record Transaction(boolean isOpened, Optional<ScriptRemark> remark) {

        /** No file means yes, as does one that diesel cannot read; one without the key means no. */
        static Transaction of(FolderListing folder, String file) {
            if (!folder.holds(file)) {
                return new Transaction(true, Optional.empty());
            }
            Optional<JsonNode> metadata = metadata(folder, file);
            if (metadata.isEmpty()) {
                return unreadable(file, "it is no valid TOML");
            }
            JsonNode said = metadata.get().path(KEY);
            if (said.isMissingNode()) {
                return new Transaction(
                        false,
                        Optional.of(new ScriptRemark(
                                START,
                                "diesel runs this in no transaction: %s does not say %s, and diesel takes that for false"
                                        .formatted(file, KEY),
                                "Without the file it would run in one. Say %s = true or false, or delete the file."
                                        .formatted(KEY))));
            }
            return said.isBoolean()
                    ? new Transaction(said.booleanValue(), Optional.empty())
                    : unreadable(file, "%s is neither true nor false".formatted(KEY));
        }

        private static Optional<JsonNode> metadata(FolderListing folder, String file) {
            try {
                return Optional.of(DataFile.read(folder.directory().resolve(file)));
            } catch (InvalidInputException e) {
                if (e.getCause() instanceof JsonProcessingException) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        private static Transaction unreadable(String file, String why) {
            return new Transaction(
                    true,
                    Optional.of(new ScriptRemark(
                            START,
                            "diesel passes over %s and runs this in a transaction: %s".formatted(file, why),
                            "Nothing says so. Mend the file.")));
        }
    }
}
