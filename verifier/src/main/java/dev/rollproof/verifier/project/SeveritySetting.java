package dev.rollproof.verifier.project;

/**
 * The severity that {@code rollproof.json} gives to a check.
 *
 * @param check the id of the check, as written; whether there is such a check is not known here
 * @param severity the severity, as written
 * @param where file, line and column, for a message about either: {@code /x/rollproof.json:3:16}
 */
public record SeveritySetting(String check, String severity, String where) {}
