package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.sql.SourcePosition;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A place as those outside the migrations folder name it.
 *
 * @param file relative to the working directory where it lies below it, else absolute; with {@code /}
 * @param position in the file; empty where the file as a whole is meant
 */
record Place(String file, Optional<SourcePosition> position) {
    private static final String UNRESERVED = "-._~/";

    /** A location in the folder of {@code source}. It may be beside that folder: {@code ../wrangler.jsonc}. */
    static Place of(ReportSource source, Location location) {
        String file = Path.of(source.directory(), location.file()).normalize().toString();
        return new Place(file.replace(File.separatorChar, '/'), location.position());
    }

    /** Its line, from 1; the first where the file as a whole is meant, for those that take no file without a line. */
    int line() {
        return position.map(SourcePosition::line).orElse(1);
    }

    boolean isAbsolute() {
        return Path.of(file).isAbsolute();
    }

    /** The file as a URI reference: what is no letter or digit in it is percent-encoded, so that nothing in a name is syntax. */
    String uri() {
        StringBuilder uri = new StringBuilder(isAbsolute() ? file.startsWith("/") ? "file://" : "file:///" : "");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }

    /** {@code FILE:LINE:COLUMN}, which terminals and editors open. */
    @Override
    public String toString() {
        return file + position.map(p -> ":" + p.line() + ":" + p.column()).orElse("");
    }
}
