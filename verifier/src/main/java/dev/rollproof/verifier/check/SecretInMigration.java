package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A secret in a script: it stands in the history of the repository, and in every database. Looked for in the whole text, because
 * one in a comment is known as well.
 *
 * <p>Sources of the shapes: the rules of gitleaks (config/gitleaks.toml) and GitHub's list of supported secret scanning patterns;
 * RFC 7468 for private keys, RFC 7519 for JWTs, RFC 9106 and crypt(5) for hashes.
 */
final class SecretInMigration implements LintCheck {
    /** Enough to find it, too little to use it. */
    private static final int SHOWN = 4;

    private static final int SHORTEST = 8;

    private record Kind(String name, Pattern shape) {}

    private static final List<Kind> KINDS = List.of(
            kind("a private key", "-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
            kind("an access key of AWS", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            kind("a token of GitHub", "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})\\b"),
            kind("a token of GitLab", "\\bglpat-[A-Za-z0-9_-]{20,}"),
            kind("a secret key of Stripe", "\\b[sr]k_live_[A-Za-z0-9]{16,}\\b"),
            kind("a token of Slack", "\\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
            kind("a key of Google", "\\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
            kind("a key of OpenAI or Anthropic", "\\bsk-(?:proj-|ant-|svcacct-)[A-Za-z0-9_-]{20,}"),
            kind("a key of SendGrid", "\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"),
            kind("a token of npm", "\\bnpm_[A-Za-z0-9]{36}\\b"),
            kind("a JSON web token", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
            kind(
                    "the hash of a password",
                    "\\$(?:2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}|argon2(?:id|i|d)\\$v=\\d+\\$m=)"),
            kind(
                    "a password in an address",
                    "\\b(?:postgres(?:ql)?|mysql|mongodb(?:\\+srv)?|redis|amqp|https?|ftp)://[^\\s:/@'\"]+:(?!(?i:password|pass|secret|xxx+|\\*+|\\$\\{|<|\\{)[^\\s/@]*@)[^\\s:/@'\"]{3,}@(?!(?:localhost|127\\.0\\.0\\.1|example\\.))"));

    /** The last word of a column's name that holds one. */
    private static final Pattern SECRET_COLUMN =
            Pattern.compile("(?:.*_)?(?:password|passwd|secret|api_?key|private_?key|access_?token|auth_?token)");

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(?:change.?me|replace.?me|placeholder|example|your[-_ ]|dummy|todo|fixme|xxx|\\*\\*\\*|\\$\\{|\\{\\{|<[^<>]*>).*",
            Pattern.DOTALL);

    @Override
    public String id() {
        return "secret-in-migration";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        List<Finding> findings = new ArrayList<>();
        scripts(text).flatMap(this::shaped).forEach(findings::add);
        Written.in(text)
                .flatMap(written -> WrittenText.in(written).stream())
                .flatMap(literal -> inColumn(literal).stream())
                .filter(finding -> findings.stream().noneMatch(f -> isNear(f, finding)))
                .forEach(findings::add);
        return findings;
    }

    /** A script of both directions is one file with two texts, each with the other's lines blank. */
    private static Stream<MigrationScript> scripts(MigrationText text) {
        return Stream.concat(Stream.of(text.migration().up()), text.migration().rollback().stream());
    }

    private Stream<Finding> shaped(MigrationScript script) {
        return KINDS.stream()
                .flatMap(kind -> kind.shape()
                        .matcher(script.text())
                        .results()
                        .limit(1)
                        .filter(found -> !PLACEHOLDER.matcher(found.group()).matches())
                        .map(found -> told(
                                Location.of(script.file(), SourcePosition.of(script.text(), found.start())),
                                kind.name(),
                                found.group())));
    }

    private Optional<Finding> inColumn(WrittenText literal) {
        String value = literal.text();
        return literal.column()
                .filter(column ->
                        SECRET_COLUMN.matcher(column.toLowerCase(Locale.ROOT)).matches())
                .filter(column -> value.length() >= SHORTEST
                        && !value.contains(" ")
                        && !PLACEHOLDER.matcher(value).matches())
                .map(column -> told(literal.location(), "the value of " + column, value));
    }

    private static boolean isNear(Finding one, Finding other) {
        return one.location().file().equals(other.location().file())
                && one.location()
                        .position()
                        .map(SourcePosition::line)
                        .equals(other.location().position().map(SourcePosition::line));
    }

    private Finding told(Location location, String what, String secret) {
        return finding(
                location,
                "%s stands here: %s…".formatted(what, secret.substring(0, Math.min(SHOWN, secret.length()))),
                "Whoever reads the repository has it, and so has every database that runs this. Take it back where it was issued:"
                        + " to delete the line is not enough. Let the application or the deployment put the next one in.");
    }

    private static Kind kind(String name, String shape) {
        return new Kind(name, Pattern.compile(shape));
    }
}
