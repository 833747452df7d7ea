package dev.rollproof.extension;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
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
     * The key of a database that these steps make of {@code migrations}. The files' names count too: when a script fails, the
     * message must name the right one of two copies.
     *
     * @param steps none of them in Java, whose content nobody knows
     */
    static ContentKey of(MigrationSet migrations, List<BuildStep> steps, boolean foreignKeys) {
        MessageDigest digest = newDigest();
        add(digest, migrations.foreignKeys() + " " + foreignKeys);
        add(digest, migrations.directory().toString());
        for (BuildStep step : steps) {
            if (step instanceof BuildStep.Up up) {
                add(digest, up.migration().up());
            } else if (step instanceof BuildStep.Rows rows) {
                add(digest, rows.seed().name());
                add(digest, rows.seed().text());
            }
        }
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
