package dev.rollproof.verifier.report;

import dev.rollproof.verifier.verdict.VerificationReport;

/**
 * One verified database and how to speak of it.
 *
 * @param database its name in {@code rollproof.json}, or "main"
 * @param directory the migrations folder as the user would write it from the working directory, with '/'
 */
public record ReportSource(String database, String directory, VerificationReport report) {}
