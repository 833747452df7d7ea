package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.seed.SeedTable.Cell;
import dev.rollproof.verifier.seed.SeedTable.Heading;
import dev.rollproof.verifier.seed.SeedTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the one table of a CSV file. */
final class CsvTable {
    private CsvTable() {}

    static List<SeedTable> read(SeedText source) {
        List<CsvReader.Line> lines = CsvReader.read(source);
        if (lines.isEmpty()) {
            throw source.wrong(0, "the file is empty; its first line must name the columns");
        }
        List<Heading> headings = new ArrayList<>();
        for (CsvReader.Field field : lines.get(0).fields()) {
            if (field.text().isBlank()) {
                throw source.wrong(field.offset(), "a column without a name; the first line must name the columns");
            }
            headings.add(new Heading(field.text(), field.offset()));
        }
        List<Row> rows = new ArrayList<>();
        for (CsvReader.Line line : lines.subList(1, lines.size())) {
            if (headings.size() == 1 || !line.isEmpty()) {
                rows.add(row(source, headings, line));
            }
        }
        return List.of(new SeedTable(source.stem(), source.start(), rows));
    }

    private static Row row(SeedText source, List<Heading> headings, CsvReader.Line line) {
        if (line.fields().size() != headings.size()) {
            throw source.wrong(
                    line.offset(),
                    "%s here, and the first line names %s: %s"
                            .formatted(
                                    count(line.fields().size(), "field"),
                                    count(headings.size(), "column"),
                                    headings.stream().map(Heading::name).collect(Collectors.joining(", "))));
        }
        List<Cell> cells = new ArrayList<>(headings.size());
        for (int i = 0; i < headings.size(); i++) {
            CsvReader.Field field = line.fields().get(i);
            cells.add(new Cell(headings.get(i), field.offset(), field.isEmpty() ? null : field.text()));
        }
        return new Row(line.offset(), cells);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
