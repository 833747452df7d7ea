package dev.rollproof.extension;

/** Where a database is. Either way any number of connections see the same one, and no test sees another's. */
public enum Storage {
    /**
     * A file of its own, which any pool, tool or second process can open. Readers and one writer go on side by side in WAL mode.
     * The connections handed out, and those of {@link TestDatabase#jdbcUrl()}, have {@code synchronous=OFF}: the file need not survive a
     * power cut.
     */
    FILE,

    /**
     * In this process's memory; faster to make and to write to. While a connection has an open write transaction all others
     * are locked out, readers too ({@code SQLITE_BUSY} after 3 seconds): where two overlap, {@link #FILE}. There is no WAL mode and
     * no {@link java.nio.file.Path}, and other processes cannot open it.
     */
    MEMORY
}
