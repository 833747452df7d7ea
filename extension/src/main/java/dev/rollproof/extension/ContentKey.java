package dev.rollproof.extension;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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
        MessageDigest digest = begin(migrations, foreignKeys);
        steps.forEach(step -> add(digest, step));
        return soFar(digest);
    }

    /** The keys of the databases on the way: before the first step, after the first, and so on to the last. */
    static List<ContentKey> afterEach(MigrationSet migrations, List<BuildStep> steps, boolean foreignKeys) {
        MessageDigest digest = begin(migrations, foreignKeys);
        List<ContentKey> keys = new ArrayList<>(steps.size() + 1);
        keys.add(soFar(digest));
        for (BuildStep step : steps) {
            add(digest, step);
            keys.add(soFar(digest));
        }
        return keys;
    }

    private static MessageDigest begin(MigrationSet migrations, boolean foreignKeys) {
        MessageDigest digest = newDigest();
        add(digest, migrations.foreignKeys() + " " + migrations.target() + " " + foreignKeys);
        add(digest, String.join(" ", migrations.stubFunctions()));
        add(digest, migrations.directory().toString());
        return digest;
    }

    private static void add(MessageDigest digest, BuildStep step) {
        if (step instanceof BuildStep.Up up) {
            MigrationScript script = up.migration().up();
            add(digest, script.file());
            add(digest, script.text());
            add(digest, script.transaction().name());
        } else if (step instanceof BuildStep.Rows rows) {
            add(digest, rows.seed().name());
            add(digest, rows.seed().text());
        }
    }

    private static ContentKey soFar(MessageDigest digest) {
        try {
            MessageDigest copy = (MessageDigest) digest.clone();
            return new ContentKey(HexFormat.of().formatHex(copy.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own digests can be cloned", e);
        }
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
