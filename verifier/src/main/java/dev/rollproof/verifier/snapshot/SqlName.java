package dev.rollproof.verifier.snapshot;

/** How SQLite compares the names of tables, columns and other objects: the letters A to Z have no case, all others have. */
public final class SqlName {
    private SqlName() {}

    /** The name in the form that is equal for all names that SQLite takes for the same: A to Z in lower case. */
    public static String fold(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isUpperCase(name.charAt(i))) {
                return foldFrom(name, i);
            }
        }
        return name;
    }

    /** True when SQLite takes both for the same name. */
    public static boolean same(String one, String other) {
        return one.length() == other.length() && fold(one).equals(fold(other));
    }

    /** The name in double quotes, as SQL takes it whatever it holds. */
    public static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String foldFrom(String name, int first) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = first; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isUpperCase(c)) {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
