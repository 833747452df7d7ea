package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code 20240101120000_add_orders.sql} with {@code -- migrate:up} and {@code -- migrate:down} in it, as dbmate runs it. */
final class DbmateLayout implements FileConventions {
    private static final String DOWN = "-- migrate:down";
    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    @Override
    public Layout layout() {
        return Layout.DBMATE;
    }

    @Override
    public String example() {
        return "20240101120000_create_users.sql with \"-- migrate:up\" in it";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        return Directives.anyLine(folder, "migrate:", DbmateBlocks::isDirective) ? Fit.CERTAIN : Fit.NONE;
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        List<DirectoryProblem> problems = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        List<String> applied = new ArrayList<>();
        for (String file : folder.sqlFiles().stream().sorted(BY_BYTES).toList()) {
            if (!file.endsWith(".sql")) {
                problems.add(SkippedFile.endingInCapitals("dbmate", file));
                continue;
            }
            if (digits(file).isEmpty()) {
                problems.add(SkippedFile.of(
                        "dbmate",
                        file,
                        "its name begins with no number",
                        "Name it as the others, or move it to another folder."));
                continue;
            }
            String first = files.putIfAbsent(digits(file), file);
            if (first == null) {
                applied.add(file);
            } else {
                problems.add(stops(first, file));
            }
        }
        problems.addAll(disorder(applied));
        problems.addAll(gaps(applied));
        UniqueNumbers numbers = UniqueNumbers.among(applied.stream().map(file -> MigrationVersion.of(digits(file))));
        List<Migration> migrations =
                applied.stream().map(file -> migration(folder, file, numbers)).toList();
        return new MigrationSet(folder.directory(), layout().id(), false, migrations, problems);
    }

    private static String digits(String file) {
        return VersionedName.of(file).digits();
    }

    /** To dbmate {@code 1} and {@code 001} are two versions, to Rollproof one number: then the names tell them apart. */
    private static Migration migration(FolderListing folder, String file, UniqueNumbers numbers) {
        String name = file.substring(0, file.length() - ".sql".length());
        DbmateBlocks blocks = DbmateBlocks.of(folder.script(file));
        return new Migration(
                numbers.version(MigrationVersion.leading(file), name, file),
                name,
                VersionedName.of(name).title(),
                blocks.up(),
                blocks.down(),
                RollbackPlace.section(file, DOWN));
    }

    private static ToolBehaviour stops(String first, String second) {
        return ToolBehaviour.of(
                Kind.FILE_STOPS_TOOL,
                second,
                "dbmate stops at %s: it is version %s as %s is, and a version is recorded once"
                        .formatted(second, digits(second), first),
                "What it did is rolled back, and nothing after it is applied. Give the younger one the next free number.");
    }

    private static List<ToolBehaviour> disorder(List<String> applied) {
        List<ToolBehaviour> disorder = new ArrayList<>();
        for (int i = 1; i < applied.size(); i++) {
            String before = applied.get(i - 1);
            String after = applied.get(i);
            if (new BigInteger(digits(before)).compareTo(new BigInteger(digits(after))) > 0) {
                disorder.add(ToolBehaviour.of(
                        Kind.ORDER_DIFFERS,
                        after,
                        "dbmate applies %s before %s: it compares them as text, not by number".formatted(before, after),
                        "Rollproof does as dbmate does. Write all numbers with as many digits: 001, 002, 010."));
            }
        }
        return disorder;
    }

    private static List<? extends DirectoryProblem> gaps(List<String> applied) {
        SortedMap<MigrationVersion, String> versions = new TreeMap<>();
        applied.forEach(file -> versions.putIfAbsent(MigrationVersion.of(digits(file)), file));
        return VersionGaps.between(versions);
    }
}
