package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.layout.Layout;
import java.util.Arrays;
import java.util.Iterator;

/** The layouts' names, for the help. */
final class LayoutNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Layout.values())
                .filter(layout -> layout != Layout.AUTO)
                .map(Layout::id)
                .iterator();
    }
}
