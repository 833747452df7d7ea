package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.sql.SqlToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values that may fulfil a condition: those that it names itself, their neighbours, its patterns made concrete, and then
 * what columns of the type often hold. SQLite decides which of them do.
 */
final class CheckCandidates {
    private static final int LONGEST_TEXT = 4_000;

    private static final Set<String> DATE_FUNCTIONS =
            Set.of("date", "datetime", "time", "strftime", "julianday", "unixepoch");

    private final FillColumn column;
    private final ValueMaker maker;
    private final long row;
    /** By what tells two values apart, in the order of their proposal. */
    private final Map<String, Object> literals = new LinkedHashMap<>();

    private final Map<String, Object> found = new LinkedHashMap<>();
    private final Set<Long> numbers = new TreeSet<>();

    private CheckCandidates(FillColumn column, ValueMaker maker, long row) {
        this.column = column;
        this.maker = maker;
        this.row = row;
    }

    /**
     * The candidates for one column of one row, the best first; for each row the same number, as far as they differ.
     *
     * @param conditions the conditions that the column is part of
     */
    static List<@Nullable Object> of(FillColumn column, ValueMaker maker, long row, List<Condition> conditions) {
        CheckCandidates candidates = new CheckCandidates(column, maker, row);
        conditions.forEach(condition -> candidates.readLiterals(condition.tokens()));
        candidates.addLiterals();
        conditions.forEach(condition -> candidates.addFunctions(condition.tokens()));
        candidates.addCommon();
        candidates.numbers.forEach(candidates::addNeighbours);
        return candidates.inOrder(
                conditions.stream().anyMatch(condition -> condition.columns().size() > 1));
    }

    private List<@Nullable Object> inOrder(boolean nullEarly) {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        if (maker.wantsNull(row)) {
            ordered.put("", null);
        }
        for (int variant = 0; variant < 2; variant++) {
            Object telling = maker.value(row, variant);
            if (telling != null) {
                ordered.put(identity(telling), telling);
            }
            if (nullEarly && variant == 0 && column.nullable()) {
                ordered.put("", null);
            }
        }
        ordered.putAll(found);
        if (column.nullable()) {
            ordered.put("", null);
        }
        return new ArrayList<>(ordered.values());
    }

    private void readLiterals(List<SqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            switch (token.kind()) {
                case NUMBER ->
                    readNumber(token.text(), i > 0 && tokens.get(i - 1).text().equals("-"));
                case STRING, DOUBLE_QUOTED -> readText(token.name(), i > 0 ? tokens.get(i - 1) : token);
                default -> {}
            }
        }
    }

    private void readNumber(String text, boolean negative) {
        String digits = text.replace("_", "");
        try {
            long number = digits.startsWith("0x") || digits.startsWith("0X")
                    ? Long.parseLong(digits.substring(2), 16)
                    : Long.parseLong(digits);
            number = negative ? -number : number;
            numbers.add(number);
            literal(number);
        } catch (NumberFormatException notWhole) {
            try {
                double number = Double.parseDouble(digits) * (negative ? -1 : 1);
                literal(number);
                numbers.add((long) Math.floor(number));
                numbers.add((long) Math.ceil(number));
            } catch (NumberFormatException none) {
                // 0x with more than 16 digits: SQLite refuses it too.
            }
        }
    }

    private void readText(String text, SqlToken before) {
        if (before.is("LIKE")) {
            for (String gap : List.of("Zoë " + row, "r" + row, "")) {
                literal(text.replace("%", gap).replace("_", spelled("abcdefgh", 1)));
            }
        } else if (before.is("GLOB") || before.is("REGEXP")) {
            for (String gap : List.of("r" + row, "0", "")) {
                literal(Globs.concrete(text, gap, row));
            }
            Globs.alphabets(text).forEach(letters -> {
                literal(spelled(letters, 8));
                literal(spelled(letters, 1));
                lengths().forEach(length -> literal(spelled(letters, length)));
            });
        } else {
            literal(text);
        }
    }

    private List<Integer> lengths() {
        return numbers.stream()
                .flatMap(number -> List.of(number, number + 1, number - 1).stream())
                .filter(number -> number > 0 && number <= LONGEST_TEXT)
                .map(Long::intValue)
                .distinct()
                .limit(12)
                .toList();
    }

    /** Text of some length that differs from row to row where the length allows it. */
    private String spelled(String letters, int length) {
        StringBuilder text = new StringBuilder();
        long rest = row + 1;
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt((int) (rest % letters.length())));
            rest /= letters.length();
        }
        return text.reverse().toString();
    }

    private void literal(Object value) {
        Object fitting = fitted(value);
        if (fitting != null) {
            literals.putIfAbsent(identity(fitting), fitting);
        }
    }

    /** Each row begins with another of them. */
    private void addLiterals() {
        List<Object> all = new ArrayList<>(literals.values());
        int first = all.isEmpty() ? 0 : (int) (row % all.size());
        for (int i = 0; i < all.size(); i++) {
            add(all.get((first + i) % all.size()));
        }
    }

    private void addFunctions(List<SqlToken> tokens) {
        for (SqlToken token : tokens) {
            String word = token.text().toLowerCase(Locale.ROOT);
            if (word.equals("length") || word.equals("octet_length")) {
                for (int length : lengths()) {
                    add(spelled("abcdefghijklmnopqrstuvwxyz", length));
                    add(spelled("0123456789abcdef", length));
                    add(spelled("0123456789", length));
                    add(spelled("abcdefgh", length).getBytes(StandardCharsets.US_ASCII));
                }
            } else if (DATE_FUNCTIONS.contains(word)) {
                String time = maker.dateText(row).length() == 19 ? maker.dateText(row) : "2001-02-03 04:05:06";
                String day = time.substring(0, 10);
                String clock = time.substring(11);
                for (String text : List.of(
                        day, time, day + "T" + clock + "Z", day + "T" + clock + ".000Z", clock, day + "T" + clock)) {
                    add(text);
                }
            } else if (word.startsWith("json") || word.startsWith("->")) {
                JsonText.fitting(tokens, row).forEach(this::add);
                for (String text :
                        List.of("{\"row\":" + row + "}", "[\"row " + row + "\"]", "{}", "[]", String.valueOf(row))) {
                    add(text);
                }
            }
        }
    }

    private void addCommon() {
        if (column.affinity() != Affinity.TEXT) {
            for (long number : new long[] {row + 2, 0, 1, 50 + row, -1 - row, 1_000 + row}) {
                add(number);
            }
            add(row + 0.5);
            add(0.25);
        }
        if (!column.affinity().isNumeric()) {
            for (String text : List.of(
                    "abc" + row,
                    "r" + row + "@example.com",
                    "https://example.com/" + row,
                    String.valueOf(row + 2),
                    "ABC" + row,
                    spelled("abcdefghijklmnopqrstuvwxyz", 6),
                    spelled("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3),
                    "%08x-0000-4000-8000-000000000000".formatted(row + 1),
                    "/r" + row,
                    "")) {
                add(text);
            }
        }
        if (column.affinity() == Affinity.BLOB) {
            add(new byte[] {0, 1, (byte) row});
        }
    }

    private void addNeighbours(long number) {
        add(number + 1 + row);
        add(number - 1 - row);
        add(number + 1);
        add(number - 1);
        if (column.affinity() != Affinity.INTEGER) {
            add(number + 0.5);
            add(number - 0.5);
        }
    }

    private void add(Object value) {
        Object fitting = fitted(value);
        if (fitting != null) {
            found.putIfAbsent(identity(fitting), fitting);
        }
    }

    /** The value as the column would store it; null where a strict column refuses it. */
    private @Nullable Object fitted(Object value) {
        return switch (column.affinity()) {
            case INTEGER -> value instanceof Long || !column.strict() ? value : null;
            case REAL ->
                value instanceof Long number
                        ? Double.valueOf(number)
                        : column.strict() && !(value instanceof Double) ? null : value;
            case TEXT ->
                value instanceof byte[] && column.strict() ? null : value instanceof Number ? value.toString() : value;
            case BLOB ->
                column.strict() && column.content() == FillColumn.Content.BLOB && !(value instanceof byte[])
                        ? asBytes(value)
                        : value;
            case NUMERIC -> value;
        };
    }

    private static byte[] asBytes(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String identity(Object value) {
        return value.getClass().getSimpleName()
                + (value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value);
    }
}
