package dev.rollproof.verifier.run;

/** What is written down of a script as it runs, in its own transaction where it has one. */
public interface Bookkeeping {
    /** Nothing is. */
    Bookkeeping NONE = new Bookkeeping() {
        @Override
        public String begin() {
            return "BEGIN";
        }

        @Override
        public void opened() {}

        @Override
        public void completed() {}
    };

    /** The statement that opens the transaction. Where others write too, BEGIN IMMEDIATE: what was read in it stays true. */
    default String begin() {
        return "BEGIN IMMEDIATE";
    }

    /**
     * Right after the transaction is open, before the first statement.
     *
     * @throws RejectedException when the script is not to run
     */
    void opened();

    /**
     * After the last statement, right before the transaction is committed.
     *
     * @throws RejectedException when what the script left is not to stay; it is rolled back, as far as it is in one transaction
     */
    void completed();
}
