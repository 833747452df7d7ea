package dev.rollproof.verifier.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of 64 bits that stand for rows and can be added up. Nobody gains by making two rows collide, so it is fast and
 * well mixed, not cryptographic: multiply and rotate over eight bytes at a time, MurmurHash3's finish at the end.
 */
final class RowHash {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private RowHash() {}

    /** The sum over the lines of a text. */
    static long sumOfLines(byte[] text) {
        long sum = 0;
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                sum += hash(text, start, i);
                start = i + 1;
            }
        }
        return sum + hash(text, start, text.length);
    }

    /** A row by its values. */
    static long ofValues(@Nullable Object... values) {
        long hash = FACTOR;
        for (Object value : values) {
            hash = mixed(hash * FACTOR + ofValue(value));
        }
        return hash;
    }

    private static long ofValue(@Nullable Object value) {
        if (value == null) {
            return 1;
        }
        byte[] bytes = value instanceof byte[] blob ? blob : value.toString().getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length) + value.getClass().getName().hashCode();
    }

    private static long hash(byte[] bytes, int start, int end) {
        long hash = (end - start) * FACTOR;
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = Long.rotateLeft((hash ^ (long) EIGHT_BYTES.get(bytes, i)) * FACTOR, 29);
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        return mixed((hash ^ rest) * FACTOR);
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
