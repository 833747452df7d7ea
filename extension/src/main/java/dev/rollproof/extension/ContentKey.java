package dev.rollproof.extension;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.seed.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that decides what is in a database, as one number.
 *
 * @param sha256 in hexadecimal digits
 */
record ContentKey(String sha256) {

    /**
     * The key of a database on which the first {@code applied} of {@code migrations} ran, and then {@code seeds}. The
     * files' names count too: when a script fails, the message must name the right one of two copies.
     */
    static ContentKey of(MigrationSet migrations, int applied, List<Seed> seeds, boolean foreignKeys) {
        MessageDigest digest = newDigest();
        add(digest, migrations.foreignKeys() + " " + foreignKeys + " " + applied);
        add(digest, migrations.directory().toString());
        migrations.migrations().stream().limit(applied).map(Migration::up).forEach(script -> add(digest, script));
        seeds.forEach(seed -> {
            add(digest, seed.name());
            add(digest, seed.text());
        });
        return new ContentKey(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, MigrationScript script) {
        add(digest, script.file());
        add(digest, script.text());
    }

    /** With its length before it: else the end of one text could as well be the beginning of the next. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
