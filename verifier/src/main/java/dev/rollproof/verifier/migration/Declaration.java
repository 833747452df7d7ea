package dev.rollproof.verifier.migration;

import dev.rollproof.verifier.sql.SourcePosition;
import java.util.Optional;

/**
 * What is said of a migration's rollback: by a comment {@code -- rollproof: …} in one of its scripts, or, of one that needs
 * none by its nature, by its layout.
 */
public sealed interface Declaration {
    /** The script it stands in or is about, relative to the migrations directory, with {@code /}. */
    String file();

    /** Where its comment begins; empty where no comment says it. */
    Optional<SourcePosition> position();

    /** The word that it begins with: "irreversible", "lossy", "ignore"; "malformed" where that cannot be read. */
    String kind();

    /** What it is about: a table or a column, or a check's id; empty where it is about the whole migration. */
    Optional<String> subject();

    /** Why, in the words of whoever declared it. */
    Optional<String> reason();

    /**
     * {@code irreversible REASON}: the migration cannot be taken back.
     *
     * @param reason empty where none is given, which is a fault of the declaration
     */
    record Irreversible(String file, Optional<SourcePosition> position, Optional<String> reason)
            implements Declaration {
        @Override
        public String kind() {
            return "irreversible";
        }

        @Override
        public Optional<String> subject() {
            return Optional.empty();
        }
    }

    /**
     * {@code lossy TABLE[.COLUMN] REASON}: the up destroys values that no rollback can bring back.
     *
     * @param table its name, without quotes
     * @param column its name, without quotes; empty for the whole table
     * @param why the reason
     */
    record Lossy(String file, Optional<SourcePosition> position, String table, Optional<String> column, String why)
            implements Declaration {
        @Override
        public String kind() {
            return "lossy";
        }

        @Override
        public Optional<String> subject() {
            return Optional.of(table + column.map(c -> "." + c).orElse(""));
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /**
     * {@code ignore CHECK-ID REASON}: what that check finds in the migration does not count.
     *
     * @param check the id as it is written, in lower case; there may be no such check
     * @param why the reason
     */
    record Ignore(String file, Optional<SourcePosition> position, String check, String why) implements Declaration {
        @Override
        public String kind() {
            return "ignore";
        }

        @Override
        public Optional<String> subject() {
            return Optional.of(check);
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /**
     * A comment that begins as a declaration does and is none.
     *
     * @param fault what is wrong with it, as part of a sentence
     */
    record Malformed(String file, Optional<SourcePosition> position, String fault) implements Declaration {
        @Override
        public String kind() {
            return "malformed";
        }

        @Override
        public Optional<String> subject() {
            return Optional.empty();
        }

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }
    }
}
