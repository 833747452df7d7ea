package dev.rollproof.verifier.snapshot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares the rows of two snapshots. Rows that are shared cost a look at a reference. */
final class StoredObjects {
    private StoredObjects() {}

    /** Those of {@code rows} that have no equal in {@code others}, in their order. */
    @SuppressWarnings("ReferenceEquality")
    static List<StoredObject> missingFrom(StoredObject[] others, StoredObject[] rows) {
        int shared = Math.min(rows.length, others.length);
        int start = 0;
        while (start < shared && rows[start] == others[start]) {
            start++;
        }
        int shift = others.length - rows.length;
        int end = rows.length;
        while (end > start && end + shift > start && rows[end - 1] == others[end + shift - 1]) {
            end--;
        }
        if (start == end) {
            return List.of();
        }
        Set<StoredObject> present = new HashSet<>();
        for (int i = start; i < end + shift; i++) {
            present.add(others[i]);
        }
        List<StoredObject> missing = new ArrayList<>();
        for (int i = start; i < end; i++) {
            if (!present.contains(rows[i])) {
                missing.add(rows[i]);
            }
        }
        return missing;
    }

    /** The folded names of the tables, views and indexes that are in one but not, or not the same, in the other. */
    static Set<String> changedNames(StoredObject[] before, StoredObject[] after) {
        return names(missingFrom(after, before), missingFrom(before, after));
    }

    /** The folded names of the tables, views and indexes among them. */
    static Set<String> names(List<StoredObject> some, List<StoredObject> others) {
        Set<String> names = new LinkedHashSet<>();
        for (List<StoredObject> side : List.of(some, others)) {
            for (StoredObject row : side) {
                if (!row.isTrigger()) {
                    names.add(row.foldedName());
                }
            }
        }
        return names;
    }

    /**
     * The views, triggers and virtual tables whose meaning may hang on one of these objects, by the words in their SQL,
     * also through other views.
     *
     * @param names folded; those of the views that are found are added
     */
    static Set<StoredObject> dependingOn(Set<String> names, StoredObject[] rows) {
        Set<StoredObject> found = new LinkedHashSet<>();
        if (names.isEmpty()) {
            return found;
        }
        boolean more = true;
        while (more) {
            more = false;
            for (StoredObject row : rows) {
                if ((row.isView() || row.isTrigger() || row.isVirtualTable())
                        && !found.contains(row)
                        && mentionsAny(row, names)) {
                    found.add(row);
                    if (!row.isTrigger()) {
                        more |= names.add(row.foldedName());
                    }
                }
            }
        }
        return found;
    }

    private static boolean mentionsAny(StoredObject row, Set<String> names) {
        Set<String> mentions = row.mentions();
        Set<String> fewer = mentions.size() < names.size() ? mentions : names;
        Set<String> others = fewer == mentions ? names : mentions;
        for (String name : fewer) {
            if (others.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
