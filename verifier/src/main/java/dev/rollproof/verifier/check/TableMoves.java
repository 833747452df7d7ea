package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which table has which name while a script runs, as far as its CREATE, DROP and ALTER TABLE … RENAME say. The schemas before
 * and after tell what came of it; only the statements tell a table that was renamed from one that was built anew.
 */
final class TableMoves {
    private final SchemaSnapshot start;
    /** By folded name: the table that is called so now; null where none is any more. */
    private final Map<String, @Nullable Life> named = new HashMap<>();

    private final List<Life> lives = new ArrayList<>();
    private final List<SqlStatement> dropsOfNothing = new ArrayList<>();

    /** One table, whatever it is called. */
    private static final class Life {
        /** Its names, the last one last; folded. */
        private final List<String> names = new ArrayList<>();
        /** Folded, of each renamed column the name now to the name before. */
        private final Map<String, String> columns = new HashMap<>();

        private final @Nullable SqlStatement made;
        private @Nullable SqlStatement dropped;

        private Life(String name, @Nullable SqlStatement made) {
            names.add(name);
            this.made = made;
        }

        private boolean isOf(String name) {
            return made == null && names.get(0).equals(SqlName.fold(name));
        }

        private String name() {
            return names.get(names.size() - 1);
        }
    }

    private TableMoves(SchemaSnapshot start) {
        this.start = start;
    }

    /** Follows a script that begins with the schema {@code start}. */
    static TableMoves of(SchemaSnapshot start, List<SqlStatement> script) {
        TableMoves moves = new TableMoves(start);
        script.forEach(moves::follow);
        return moves;
    }

    private void follow(SqlStatement statement) {
        Words words = new Words(statement.tokens());
        if (words.accept("CREATE")) {
            boolean temporary = words.accept("TEMP") || words.accept("TEMPORARY");
            words.accept("VIRTUAL");
            if (!temporary && (words.accept("TABLE") || words.accept("VIEW"))) {
                words.objectName().filter(name -> life(name) == null).ifPresent(name -> make(name, statement));
            }
        } else if (words.accept("DROP")) {
            if (words.accept("TABLE") || words.accept("VIEW")) {
                words.objectName().ifPresent(name -> drop(name, statement));
            }
        } else if (words.accept("ALTER") && words.accept("TABLE")) {
            words.objectName().ifPresent(name -> alter(name, words));
        }
    }

    private void make(String name, SqlStatement statement) {
        Life life = new Life(name, statement);
        lives.add(life);
        named.put(name, life);
    }

    private void drop(String name, SqlStatement statement) {
        Life life = life(name);
        if (life == null) {
            dropsOfNothing.add(statement);
            return;
        }
        life.dropped = statement;
        named.put(name, null);
    }

    private void alter(String name, Words words) {
        Life life = life(name);
        if (life == null || !words.accept("RENAME")) {
            return;
        }
        if (words.accept("TO")) {
            words.name().ifPresent(now -> {
                life.names.add(now);
                named.put(name, null);
                named.put(now, life);
            });
            return;
        }
        words.accept("COLUMN");
        String column = words.name().orElse("");
        words.accept("TO");
        words.name().ifPresent(now -> {
            String first = life.columns.remove(column);
            life.columns.put(now, first == null ? column : first);
        });
    }

    private @Nullable Life life(String name) {
        if (!named.containsKey(name) && start.relation(name).isPresent()) {
            Life life = new Life(name, null);
            lives.add(life);
            named.put(name, life);
        }
        return named.get(name);
    }

    /** Whether the table that had this name at the start is dropped or called otherwise at the end. */
    boolean leaves(String name) {
        return lives.stream().anyMatch(life -> life.isOf(name) && (life.dropped != null || !life.isOf(life.name())));
    }

    /** What the table that had this name at the start is called at the end, if it is there under another name; folded. */
    Optional<String> renamed(String name) {
        return lives.stream()
                .filter(life -> life.isOf(name) && life.dropped == null && !life.isOf(life.name()))
                .map(Life::name)
                .findFirst();
    }

    /** What the table that has this name at the end was called at the start, if it stood there; folded. */
    Optional<String> origin(String name) {
        Life life = named.get(SqlName.fold(name));
        if (life == null) {
            return named.containsKey(SqlName.fold(name)) ? Optional.empty() : Optional.of(SqlName.fold(name));
        }
        return life.made == null ? Optional.of(life.names.get(0)) : Optional.empty();
    }

    /** What that table's column is called at the end, where RENAME COLUMN gave it another name; folded. */
    Optional<String> renamedColumn(String table, String column) {
        String folded = SqlName.fold(column);
        return lives.stream()
                .filter(life -> life.isOf(table))
                .flatMap(life -> life.columns.entrySet().stream())
                .filter(names -> names.getValue().equals(folded))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The statement that made the table that has this name at the end, if one of the script did. */
    Optional<SqlStatement> maker(String name) {
        return Optional.ofNullable(named.get(SqlName.fold(name))).flatMap(life -> Optional.ofNullable(life.made));
    }

    /** What the table that the script made under this name is called at the end, if that is another name; folded. */
    Optional<String> becomes(String madeAs) {
        return lives.stream()
                .filter(life -> life.made != null && life.dropped == null)
                .filter(life -> life.names.get(0).equals(SqlName.fold(madeAs))
                        && !life.names.get(0).equals(life.name()))
                .map(Life::name)
                .findFirst();
    }

    /** Whether a table or view has this name at the end. */
    boolean stands(String name) {
        return life(SqlName.fold(name)) != null;
    }

    /** The statement that drops the table that had this name at the start. */
    Optional<SqlStatement> drop(String name) {
        return Optional.ofNullable(dropped().get(SqlName.fold(name)));
    }

    /** The folded names that tables of the start have that are dropped, and the statements that drop them. */
    Map<String, SqlStatement> dropped() {
        Map<String, SqlStatement> dropped = new HashMap<>();
        lives.forEach(life -> {
            if (life.made == null && life.dropped != null) {
                dropped.put(life.names.get(0), life.dropped);
            }
        });
        return dropped;
    }

    /** The statements that drop a table of a name that none has then. */
    List<SqlStatement> dropsOfNothing() {
        return List.copyOf(dropsOfNothing);
    }

    /** The folded name of the object that a CREATE, DROP or ALTER is about: {@code DROP INDEX IF EXISTS main.a}. */
    static Optional<String> object(SqlStatement statement) {
        Words words = new Words(statement.tokens());
        words.skip(2);
        return words.objectName();
    }

    /** The tokens of one statement, one after the other. */
    private static final class Words {
        private final List<SqlToken> tokens;
        private int next;

        private Words(List<SqlToken> tokens) {
            this.tokens = tokens;
        }

        private void skip(int count) {
            next += count;
        }

        private boolean accept(String word) {
            boolean found = next < tokens.size() && tokens.get(next).is(word);
            if (found) {
                next++;
            }
            return found;
        }

        /** The folded name of an object, past IF EXISTS and the name of its schema. */
        private Optional<String> objectName() {
            if (accept("IF")) {
                accept("NOT");
                accept("EXISTS");
            }
            if (next + 1 < tokens.size() && tokens.get(next + 1).text().equals(".")) {
                next += 2;
            }
            return name();
        }

        private Optional<String> name() {
            return next < tokens.size()
                    ? Optional.of(SqlName.fold(tokens.get(next++).name()))
                    : Optional.empty();
        }
    }
}
