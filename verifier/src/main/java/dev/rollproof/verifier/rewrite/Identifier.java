package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names as a person writes them: in quotes only where they need them. */
final class Identifier {
    /** https://www.sqlite.org/lang_keywords.html, and the two words that are values. */
    private static final Set<String> KEYWORDS = Set.of(
            ("abort action add after all alter always analyze and as asc attach autoincrement before begin between by"
                            + " cascade case cast check collate column commit conflict constraint create cross current"
                            + " current_date current_time current_timestamp database default deferrable deferred delete"
                            + " desc detach distinct do drop each else end escape except exclude exclusive exists"
                            + " explain fail filter first following for foreign from full generated glob group groups"
                            + " having if ignore immediate in index indexed initially inner insert instead intersect"
                            + " into is isnull join key last left like limit match materialized natural no not nothing"
                            + " notnull null nulls of offset on or order others outer over partition plan pragma"
                            + " preceding primary query raise range recursive references regexp reindex release rename"
                            + " replace restrict returning right rollback row rows savepoint select set table temp"
                            + " temporary then ties to transaction trigger unbounded union unique update using vacuum"
                            + " values view virtual when where window with without true false")
                    .split(" "));

    private Identifier() {}

    static String of(String name) {
        boolean plain = !name.isEmpty()
                && !isDigit(name.charAt(0))
                && name.chars().allMatch(c -> isDigit(c) || isLetter(c))
                && !KEYWORDS.contains(SqlName.fold(name));
        return plain ? name : SqlName.quoted(name);
    }

    static String list(List<String> names) {
        return names.stream().map(Identifier::of).collect(Collectors.joining(", "));
    }

    /** A string of SQL. */
    static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
