package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.verdict.MigrationReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finding as files for machines list it: flat, each with the mark by which it is known again in the next run.
 *
 * @param excuse what declares that it does not count; empty where it does
 * @param fingerprint hexadecimal; no two of a report are the same, and moving lines or making more rows changes none
 */
record ToldFinding(ReportSource source, Finding finding, Optional<Declared> excuse, String fingerprint) {
    /** Every finding of a report, those of a directory first, then each migration's. */
    static List<ToldFinding> of(List<ReportSource> sources) {
        List<ToldFinding> told = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (ReportSource source : sources) {
            add(told, alike, source, source.report().findings(), Optional.empty());
            for (MigrationReport migration : source.report().migrations()) {
                add(told, alike, source, migration.findings(), Optional.empty());
                for (Declared declared : migration.declarations()) {
                    add(told, alike, source, declared.excused(), Optional.of(declared));
                }
            }
        }
        return told;
    }

    private static void add(
            List<ToldFinding> told,
            Map<String, Integer> alike,
            ReportSource source,
            List<Finding> findings,
            Optional<Declared> excuse) {
        for (Finding finding : findings) {
            String key = key(source, finding);
            int number = alike.merge(key, 1, Integer::sum);
            told.add(new ToldFinding(source, finding, excuse, hash(key + "\0" + number)));
        }
    }

    Place place() {
        return Place.of(source, finding.location());
    }

    /** What happened and what to do: most that show one show no other. */
    String text() {
        return Printable.of(finding.message()) + "\n" + Printable.of(finding.help());
    }

    /** What stays when lines are added above it, or other rows are made. */
    private static String key(ReportSource source, Finding finding) {
        return String.join(
                "\0",
                source.database(),
                finding.check(),
                Place.of(source, finding.location()).file(),
                finding.message().replaceAll("[0-9]+", "0"));
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
