package dev.rollproof.verifier.report;

import dev.rollproof.verifier.verdict.SnapshotReport;

/**
 * One database that was compared with its snapshots, and how to speak of it.
 *
 * @param database its name in {@code rollproof.json}, or "main"
 * @param directory the migrations folder as the user would write it from the working directory, with '/'
 * @param snapshots the folder of the snapshots, written so too
 */
public record SnapshotSource(String database, String directory, String snapshots, SnapshotReport report) {}
