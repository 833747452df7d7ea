package dev.rollproof.verifier.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.Declaration.Ignore;
import dev.rollproof.verifier.migration.Declaration.Irreversible;
import dev.rollproof.verifier.migration.Declaration.Lossy;
import dev.rollproof.verifier.migration.Declaration.Malformed;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationsTest {
    private static final String FILE = "3.rollback.sql";
    private static final Optional<SourcePosition> START = position(1, 1);

    @Test
    void eachKindIsRead() {
        assertThat(read("""
                        -- rollproof: irreversible the rows are gone
                        SELECT 1; -- rollproof: lossy users.nickname nobody's reading it
                          -- rollproof: lossy users moved to the CRM
                        -- rollproof: ignore text-differs a rename leaves "quotes" behind
                        """))
                .containsExactly(
                        new Irreversible(FILE, START, Optional.of("the rows are gone")),
                        new Lossy(FILE, position(2, 11), "users", Optional.of("nickname"), "nobody's reading it"),
                        new Lossy(FILE, position(3, 3), "users", Optional.empty(), "moved to the CRM"),
                        new Ignore(FILE, position(4, 1), "text-differs", "a rename leaves \"quotes\" behind"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- rollproof: irreversible why",
                "--rollproof:irreversible why",
                "-- Rollproof: Irreversible why",
                "--\tROLLPROOF : IRREVERSIBLE\twhy  ",
                "--- rollproof: irreversible: why",
                "-- rollproof: irreversible - why",
                "-- rollproof: irreversible \u2014 why\r\n"
            })
    void theWordsMayBeWrittenAsPeopleWriteThem(String script) {
        assertThat(read(script)).containsExactly(new Irreversible(FILE, START, Optional.of("why")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "users.nickname | users | nickname",
                "\"users\".\"nickname\" | users | nickname",
                "\"odd name\".\"a.b\" | odd name | a.b",
                "\"say \"\"hi\"\"\".x | say \"hi\" | x",
                "[odd name].`a``b` | odd name | a`b",
                "größe.länge_2 | größe | länge_2",
                "users.nickname: | users | nickname",
            })
    void namesAreReadAsSqliteReadsThem(String target, String table, String column) {
        assertThat(read("-- rollproof: lossy " + target + " why"))
                .containsExactly(new Lossy(FILE, START, table, Optional.of(column), "why"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- Rollproof checks this file",
                "-- rollproof ignores comments",
                "-- see rollproof: irreversible why",
                "-- rollproofs: irreversible why",
                "/* -- rollproof: irreversible why */",
                "/*\n-- rollproof: irreversible why\n*/",
                "SELECT '\n-- rollproof: irreversible why\n'",
                "SELECT \"\n-- rollproof: irreversible why\n\"",
                "-- rollproof: irreversible why\nSELECT 'never ends"
            })
    void otherTextDeclaresNothing(String script) {
        assertThat(read(script)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rollproof irreversible why | the colon after rollproof is missing",
                "Rollproof LOSSY users why | the colon after rollproof is missing",
                "rollproof: | it says neither irreversible, lossy nor ignore",
                "rollproof: ireversible why | there is no \"ireversible\"; did you mean irreversible?",
                "rollproof: loosy users why | there is no \"loosy\"; did you mean lossy?",
                "rollproof: Ignored x why | there is no \"ignored\"; did you mean ignore?",
                "rollproof: lossy | lossy names no table",
                "rollproof: lossy users | lossy users gives no reason",
                "rollproof: lossy \"a b\".c -- | lossy \"a b\".c gives no reason",
                "rollproof: ignore | ignore names no check",
                "rollproof: ignore text-differs ! | ignore text-differs gives no reason",
            })
    void aNearMissIsMalformed(String comment, String fault) {
        assertThat(read("SELECT 1;\n  -- " + comment)).containsExactly(new Malformed(FILE, position(2, 3), fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users. why",
                "users(nickname) why",
                "\"users why",
                "users.\"nick why",
                "a.b.c why",
                "'users' why"
            })
    void aNameThatCannotBeReadIsMalformed(String target) {
        assertThat(read("-- rollproof: lossy " + target))
                .containsExactly(new Malformed(
                        FILE,
                        START,
                        "lossy is followed by neither TABLE nor TABLE.COLUMN; names with other characters than letters,"
                                + " digits and _ need their quotes"));
    }

    @Test
    void irreversibleNeedsNoReasonToBeRead() {
        assertThat(read("-- rollproof: irreversible")).containsExactly(new Irreversible(FILE, START, Optional.empty()));
        assertThat(read("-- rollproof: irreversible …"))
                .containsExactly(new Irreversible(FILE, START, Optional.empty()));
    }

    @Test
    void aMigrationDeclaresInBothScripts() {
        Declarations declarations = Declarations.of(new Migration(
                MigrationVersion.of("3"),
                "3",
                "",
                new MigrationScript("3.sql", "-- rollproof: irreversible up\nSELECT 1"),
                Optional.of(new MigrationScript(FILE, "SELECT 1; -- rollproof: ignore text-differs down")),
                RollbackPlace.file(FILE)));

        assertThat(declarations.all())
                .containsExactly(
                        new Ignore(FILE, position(1, 11), "text-differs", "down"),
                        new Irreversible("3.sql", START, Optional.of("up")));
        assertThat(declarations.irreversible()).isTrue();
        assertThat(new Declarations(declarations.all().subList(0, 1)).irreversible())
                .isFalse();
    }

    /** Any names, quoted as SQLite has it, come back as they were. */
    @Test
    void quotedNamesSurvive() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String table = name(random);
            String column = name(random);
            String target = quoted(random, table) + "." + quoted(random, column);

            assertThat(read("-- rollproof: lossy " + target + " why"))
                    .as(target)
                    .containsExactly(new Lossy(FILE, START, table, Optional.of(column), "why"));
        }
    }

    /** Whatever follows the mark is read as something, without an exception. */
    @Test
    void noTextStopsTheReader() {
        Random random = new Random(8);
        List<String> pieces =
                List.of("lossy", "ignore", "irreversible", " ", ".", ":", "-", "\"", "[", "]", "`", "'", "a", "é");
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder("-- rollproof:");
            for (int j = random.nextInt(8); j > 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(read(text.toString())).as(text.toString()).hasSize(1);
        }
    }

    private static String name(Random random) {
        String characters = "aZ9_ .\"`[:-é'$";
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append(characters.charAt(random.nextInt(characters.length())));
        }
        return name.toString();
    }

    private static String quoted(Random random, String name) {
        return switch (random.nextInt(3)) {
            case 0 -> '"' + name.replace("\"", "\"\"") + '"';
            case 1 -> '`' + name.replace("`", "``") + '`';
            default -> '[' + name + ']';
        };
    }

    private static List<Declaration> read(String script) {
        return Declarations.of(new MigrationScript(FILE, script)).all();
    }

    private static Optional<SourcePosition> position(int line, int column) {
        return Optional.of(new SourcePosition(line, column));
    }
}
