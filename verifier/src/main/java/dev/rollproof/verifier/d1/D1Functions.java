package dev.rollproof.verifier.d1;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which functions D1 lets a statement use, and its words about the others.
 *
 * <p>Source: ALLOWED_SQLITE_FUNCTIONS in src/workerd/util/sqlite.c++ of cloudflare/workerd. Operators that are functions
 * inside ({@code ->}, {@code ->>}, LIKE, GLOB, MATCH) are all allowed.
 */
final class D1Functions {
    /** In workerd's order; {@code max_scalar} and {@code min_scalar} are names that SQLite does not have. */
    static final Set<String> ALLOWED = names("""
            abs changes char coalesce concat concat_ws format glob hex ifnull iif instr
            last_insert_rowid length like likelihood likely load_extension lower ltrim max_scalar
            min_scalar nullif octet_length printf quote random randomblob replace round rtrim sign
            soundex substr substring total_changes trim typeof unhex unicode unlikely upper
            zeroblob date time datetime julianday unixepoch strftime timediff current_date
            current_time current_timestamp avg count group_concat max min string_agg sum total
            row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value
            nth_value acos acosh asin asinh atan atan2 atanh ceil cos cosh degrees exp floor ln log
            log2 mod pi pow radians sin sinh sqrt tan tanh trunc json jsonb json_array jsonb_array
            json_array_length json_extract jsonb_extract -> ->> json_insert jsonb_insert
            json_object jsonb_object json_patch jsonb_patch json_remove jsonb_remove json_replace
            jsonb_replace json_set jsonb_set json_type json_valid json_quote json_group_array
            jsonb_group_array json_group_object jsonb_group_object json_each json_tree match
            highlight bm25 snippet rtreecheck sqlite_rename_column sqlite_rename_table
            sqlite_rename_test sqlite_drop_column sqlite_rename_quotefix""");

    /** What D1's SQLite has and D1 refuses; whatever is on neither list D1's SQLite does not have. */
    static final Set<String> REFUSED = names("""
            affinity ceiling expr_compare expr_implies_expr fts5 fts5_get_locale fts5_insttoken
            fts5_locale fts5_source_id if implies_nonnull_row json_array_insert json_error_position
            json_pretty jsonb_array_insert log10 power rtreedepth rtreenode
            sqlite_compileoption_get sqlite_compileoption_used sqlite_log sqlite_source_id
            sqlite_version subtype unistr unistr_quote""");

    /** What to write for those that people use most. */
    private static final Map<String, String> INSTEAD = Map.of(
            "if", "Write iif(...), which is the same",
            "ceiling", "Write ceil(...), which is the same",
            "power", "Write pow(...), which is the same",
            "log10", "Write log(...), which is the same",
            "json_pretty", "Store the JSON as json(...) writes it, and indent it where it is shown",
            "unistr", "Write the characters themselves, or char(...)");

    /** The authorizer lets it pass, and SQLite, where loading is switched off, does not run it. */
    private static final String LOAD_EXTENSION = "load_extension";

    private D1Functions() {}

    private static Set<String> names(String list) {
        return Set.of(list.split("\\s+"));
    }

    /** Whether D1 lets a statement use the function; SQLite compares its name without regard to letter case. */
    static boolean allows(String name) {
        return ALLOWED.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase(LOAD_EXTENSION);
    }

    /** D1's words about a function that a statement uses. */
    static Refusal refusal(String name) {
        if (name.equalsIgnoreCase(LOAD_EXTENSION)) {
            return Refusal.notAuthorized("Remove the call: D1 loads no extensions");
        }
        String words = REFUSED.contains(name.toLowerCase(Locale.ROOT))
                ? "not authorized to use function: "
                : "no such function: ";
        return new Refusal(words + name, instead(name));
    }

    /** In a DEFAULT D1 looks at the name alone, whether there is such a function or not. */
    static Refusal refusalInDefault(String name) {
        return new Refusal("not authorized to use function: " + name, instead(name));
    }

    private static String instead(String name) {
        return INSTEAD.getOrDefault(
                name.toLowerCase(Locale.ROOT),
                "Write it with a function that D1 allows, or fill in the value from the application");
    }
}
