package dev.rollproof.verifier.sql;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Endless SQL to read, drawn from a random source: noise, and scripts that SQLite mostly accepts. */
record GeneratedSql(Random random) {
    /** Stands in a template for white space and comments, as {@code <table>} does for a table; elsewhere it parts choices. */
    private static final String GAP = "·";

    /** Whatever changes the state of a tokenizer or a splitter, or nearly does. */
    private static final String[] NOISE =
            ("'·'·\"·`·[·]·--·-·/*·*/·/·*·;·;·; end;·end·create·trigger·temp·explain·case·x'·X'·0a'·x·0x·1·0·"
                            + "1.5·.·e·e+·_·1_0·+·$·@·#·:·::·?·?1·(·)·a·E9·\u00E9·\u00A0·\u2028·\uD83D\uDE00·\uFEFF·\uFEFF·"
                            + "\uFF21· · ·\t·\n·\r\n·\r·\f·\u000B·\u0001·\u007F·\\·^·{·}·!·=·<·>·|·&·~·%·,·->>")
                    .split(GAP, -1);

    private static final String[] GAPS =
            (" · · ·\n·\r\n·\t\f · \u000B\n· \uFEFF·/**/·/* ; it's */·/*/;END;*/·--\n· -- it's; \"[`\n·"
                            + "--> statement-breakpoint\r\n· -- a\r; b /*\n·\n/* -- */ ")
                    .split(GAP, -1);

    private static final String[] TABLES = {"\"t;\"\"2\"", "[t; 3']", "`t``;4`", "t\u00E95"};

    private static final String[] LITERALS =
            "1·-1.5e-3·.5·0x1F·''·'it''s; END;'·'--'·'/*'·x'3B'·X''·NULL·'\uD83D\uDE00\n;'·(1)".split(GAP, -1);

    private static final String[] CONDITIONS = {
        "1",
        "a IS NOT ';'",
        "a <> '/*'",
        "CASE·WHEN·a = 1·THEN·0·ELSE·CASE·b·WHEN·';'·THEN·1·END·END",
        "b ->> '$' IS NULL"
    };

    private static final String TRIGGER =
            "CREATE·<temp>·TRIGGER·IF·NOT·EXISTS·<name>·AFTER·<event>·ON·<table>·<when>·BEGIN·<body>·END";

    private static final String[] STATEMENTS = {
        "CREATE·TABLE·IF·NOT·EXISTS·<name>(a·DEFAULT·<literal>,·b·PRIMARY·KEY·CHECK·(b·IS·NOT·'never;'))·<options>",
        "INSERT·INTO·<table>·VALUES(<literal>,·<literal>)",
        "INSERT·INTO·<table>·VALUES(<literal>,·<literal>)",
        "insert·into·<table>(a)·values(<literal>)·returning·a,·';'",
        "UPDATE·<table>·SET·b·=·CASE·WHEN·<condition>·THEN·<literal>·END·WHERE·<condition>",
        "DELETE·FROM·<table>·WHERE·NOT·<condition>",
        "SELECT·CASE·WHEN·<condition>·THEN·<literal>·END·AS·END·FROM·<table>",
        "WITH·\"w;\"·AS·(SELECT·<literal>·AS·a)·SELECT·*·FROM·\"w;\"",
        "CREATE·INDEX·IF·NOT·EXISTS·<name>·ON·<table>(a,·b·DESC)·WHERE·a·IS·NOT·';'",
        "Create·View·If·Not·Exists·<name>·As·Select·a,·';'·As·Trigger·From·<table>·Where·<condition>",
        "DROP·VIEW·IF·EXISTS·<name>",
        "BEGIN·TRANSACTION·;·INSERT·INTO·<table>·VALUES(<literal>,·<literal>)·;·END·TRANSACTION",
        "SAVEPOINT·<name>·;·DELETE·FROM·<table>·WHERE·<condition>·;·ROLLBACK·TO·<name>",
        TRIGGER,
        TRIGGER,
        TRIGGER,
        "EXPLAIN·" + TRIGGER,
        "EXPLAIN·QUERY·PLAN·" + TRIGGER,
        "explain·query·plan·select·a·as·temp·from·<table>"
    };

    private static final String[] BODIES = {
        "INSERT·INTO·<table>(b)·VALUES(<literal>)·;",
        "UPDATE·<table>·SET·b·=·CASE·b·WHEN·1·THEN·'; END;'·ELSE·<literal>·END·;",
        "DELETE·FROM·<table>·WHERE·NOT·<condition>;",
        "SELECT·CASE·WHEN·<condition>·THEN·1·END;",
        "select·a·as·end·from·<table>;",
        "WITH·w·AS·(SELECT·1)·SELECT·*·FROM·w·;"
    };

    private static final String[] BROKEN = {
        "CREATE·TABLE·1abc(x)",
        "SELEC·1",
        "SELECT·(1",
        "SELECT·1)",
        "INSERT·INTO·<table>·VALUES(x'0;1',·1)",
        "INSERT·INTO·<table>·VALUES($a(;),·#)",
        "CREATE·TRIGGER·<name>·AFTER·INSERT·ON·<table>·BEGIN·END",
        "CREATE·TRIGGER·<name>·AFTER·INSERT·ON·<table>·BEGIN·<body>",
        "CREATE·TRIGGER·<name>·AFTER·INSERT·ON·<table>·BEGIN·<body>;·END",
        "CREATE·TEMP·TEMP·TRIGGER·<name>·AFTER·INSERT·ON·<table>·BEGIN·<body>·END",
        "CREATE·TRIGGER",
        "EXPLAIN·CREATE",
        "EXPLAIN·SELECT·1·CREATE·TRIGGER",
        "END",
        "\\"
    };

    /** Noise, in which most quotes are open. */
    String noise() {
        return draw(1 + random.nextInt(25), "", NOISE);
    }

    /** A script; in most every statement runs, in some one is broken. */
    String script() {
        StringBuilder template = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "").append(GAP);
        for (String table : TABLES) {
            template.append("CREATE·TABLE·").append(table).append("(a,·b);");
        }
        int broken = random.nextInt(3) == 0 ? random.nextInt(10) : -1;
        int count = 1 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            template.append(i == broken ? one(BROKEN) : one(STATEMENTS));
            // Behind the last one without a ';' a comment would be stored with an index.
            boolean open = i == count - 1 && random.nextInt(3) == 0;
            template.append(open ? "" : draw(1 + random.nextInt(2), GAP, "·;·", ";", "·;", ";"));
        }
        return filled(template.toString());
    }

    private String filled(String template) {
        String sql = template;
        sql = replaced(sql, "<body>", () -> draw(1 + random.nextInt(3), GAP, BODIES));
        sql = replaced(sql, "<options>", "", "WITHOUT·ROWID");
        sql = replaced(sql, "<temp>", "", "", "TEMP", "TEMPORARY", "temp");
        sql = replaced(sql, "<when>", "", "WHEN·CASE·WHEN·1·THEN·0·ELSE·';'·END", "WHEN·';'·<>·1");
        sql = replaced(sql, "<event>", "INSERT", "UPDATE·OF·a", "DELETE");
        sql = replaced(sql, "<condition>", CONDITIONS);
        sql = replaced(sql, "<literal>", LITERALS);
        sql = replaced(sql, "<table>", TABLES);
        sql = replaced(sql, "<name>", "n1", "[n;2]", "\"n\"\"3\"", "n4", "n5", "n6");
        return replaced(sql, GAP, GAPS);
    }

    private String replaced(String template, String place, String... choices) {
        return replaced(template, place, () -> one(choices));
    }

    private static String replaced(String template, String place, Supplier<String> choice) {
        StringBuilder sql = new StringBuilder();
        int from = 0;
        for (int at = template.indexOf(place); at >= 0; at = template.indexOf(place, from)) {
            sql.append(template, from, at).append(choice.get());
            from = at + place.length();
        }
        return sql.append(template, from, template.length()).toString();
    }

    private String draw(int count, String separator, String... choices) {
        return IntStream.range(0, count).mapToObj(i -> one(choices)).collect(Collectors.joining(separator));
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
