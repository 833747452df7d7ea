package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON that has what an expression looks for. */
final class JsonText {
    private static final int MOST = 12;

    private JsonText() {}

    /**
     * Objects with all keys that the paths of an expression name ({@code '$.a.b'}), and in them a number, a text or one of
     * the expression's other literals.
     */
    static List<String> fitting(List<SqlToken> tokens, long row) {
        List<String> paths = new ArrayList<>();
        List<String> values = new ArrayList<>(List.of("\"r" + row + "\"", String.valueOf(row + 1)));
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean operand = i > 0 && tokens.get(i - 1).text().startsWith("->");
            if (token.kind() == SqlToken.Kind.NUMBER) {
                values.add(token.text());
            } else if (token.kind() == SqlToken.Kind.STRING && token.name().startsWith("$.")) {
                paths.add(token.name().substring(2));
            } else if (token.kind() == SqlToken.Kind.STRING && operand) {
                paths.add(token.name());
            } else if (token.kind() == SqlToken.Kind.STRING) {
                values.add("\"" + token.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
            }
        }
        if (paths.isEmpty()) {
            return List.of();
        }
        values.add("[" + row + "]");
        values.add("{\"row\":" + row + "}");
        return values.stream().limit(MOST).map(value -> object(paths, value)).toList();
    }

    private static String object(List<String> paths, String value) {
        Map<String, List<String>> inner = new LinkedHashMap<>();
        for (String path : paths) {
            int dot = path.indexOf('.');
            String key = dot < 0 ? path : path.substring(0, dot);
            inner.computeIfAbsent(key, name -> new ArrayList<>());
            if (dot >= 0) {
                inner.get(key).add(path.substring(dot + 1));
            }
        }
        List<String> members = new ArrayList<>();
        inner.forEach((key, rest) -> members.add("\"" + key + "\":" + (rest.isEmpty() ? value : object(rest, value))));
        return "{" + String.join(",", members) + "}";
    }
}
