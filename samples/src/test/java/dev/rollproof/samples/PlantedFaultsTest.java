package dev.rollproof.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verifier must not be its own witness: faults that people make are planted in rollbacks that are right, one at a time,
 * and each must be found, under the right file, as one finding.
 */
class PlantedFaultsTest {
    private static final Path NANOTYPE = Path.of("nanotype");
    private static final Set<String> COMPARISONS =
            Set.of("schema-not-restored", "column-order-differs", "settings-not-restored");

    @TempDir
    private Path folder;

    /** {@code changes} are lines that go, then the lines that come in their place. */
    private record Fault(String name, String file, List<Map.Entry<String, String>> changes) {
        String plantedIn(String text) {
            String planted = text;
            for (Map.Entry<String, String> change : changes) {
                int at = ("\n" + planted).indexOf("\n" + change.getKey());
                assertThat(at).as("%s: the lines that go are in the file", name).isNotNegative();
                planted = planted.substring(0, at)
                        + change.getValue()
                        + planted.substring(at + change.getKey().length());
            }
            assertThat(planted).as(name).isNotEqualTo(text);
            return planted;
        }
    }

    @Test
    void whatIsRightIsNotFaulted() {
        assertThat(verify(NANOTYPE).flatMap(VerificationReport::allFindings)).isEmpty();
    }

    @Test
    void thereAreManyKinds() throws IOException {
        assertThat(faults())
                .hasSizeGreaterThanOrEqualTo(80)
                .extracting(Fault::name)
                .doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsFound() throws IOException {
        return faults().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
                    Path project = planted(fault);

                    List<Finding> findings = verify(project)
                            .flatMap(VerificationReport::allFindings)
                            .filter(finding -> finding.severity() != Severity.NOTE)
                            .toList();

                    assertThat(findings).as(fault.name()).hasSize(1);
                    assertThat(findings.get(0).location().file()).isEqualTo(fault.file());
                    assertThat(findings.get(0).check()).isIn(COMPARISONS);
                }));
    }

    private Path planted(Fault fault) throws IOException {
        Path project = Files.createTempDirectory(folder, "nanotype");
        try (Stream<Path> paths = Files.walk(NANOTYPE)) {
            for (Path path : paths.skip(1).toList()) {
                Path copy = project.resolve(NANOTYPE.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectory(copy);
                } else {
                    String text = Files.readString(path);
                    boolean planted = path.getFileName().toString().equals(fault.file());
                    Files.writeString(copy, planted ? fault.plantedIn(text) : text);
                }
            }
        }
        return project;
    }

    private static Stream<VerificationReport> verify(Path project) {
        RollbackVerifier verifier = new RollbackVerifier(VerificationOptions.DEFAULT);
        return Project.read(project, ReadingOptions.of(Layout.AUTO)).databases().stream()
                .map(database -> verifier.verify(database.migrations(ReadingOptions.of(Layout.AUTO))));
    }

    /** {@code [name] file}, then lines that go ({@code -}) and lines that come ({@code +}), again and again. */
    private static List<Fault> faults() throws IOException {
        List<Fault> faults = new ArrayList<>();
        List<String> goes = new ArrayList<>();
        List<String> comes = new ArrayList<>();
        for (String line : lines()) {
            boolean changeEnds = !line.startsWith("+") && !goes.isEmpty() && !(line.startsWith("-") && comes.isEmpty());
            if (changeEnds) {
                faults.get(faults.size() - 1)
                        .changes()
                        .add(Map.entry(String.join("\n", goes), String.join("\n", comes)));
                goes.clear();
                comes.clear();
            }
            if (line.startsWith("[")) {
                int close = line.indexOf(']');
                faults.add(new Fault(line.substring(1, close), line.substring(close + 2), new ArrayList<>()));
            } else if (line.startsWith("-")) {
                goes.add(line.substring(1));
            } else if (line.startsWith("+")) {
                comes.add(line.substring(1));
            }
        }
        return faults;
    }

    private static List<String> lines() {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/planted-faults.txt"))) {
            // A blank line ends the last change.
            return Stream.concat(lines.filter(line -> !line.startsWith("#")), Stream.of(""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
