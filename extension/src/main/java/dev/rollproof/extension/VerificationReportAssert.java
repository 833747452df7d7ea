package dev.rollproof.extension;

import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.report.Screen;
import dev.rollproof.verifier.report.TextReport;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what was proven: {@link DatabaseAssertions#assertThat(VerificationReport)}. */
public final class VerificationReportAssert extends AbstractAssert<VerificationReportAssert, VerificationReport> {
    VerificationReportAssert(VerificationReport actual) {
        super(actual, VerificationReportAssert.class);
    }

    /** Requires that there is no error. A failure shows the verdict and the report as the command line prints it. */
    public VerificationReportAssert passes() {
        isNotNull();
        if (!actual.passed()) {
            String directory = actual.source().directory().toString().replace('\\', '/');
            String text = TextReport.of(List.of(new ReportSource("main", directory, actual)), Screen.FILE)
                    .stripTrailing();
            // The verdict is its last line, and of a message many a runner shows the first alone.
            int verdict = text.lastIndexOf('\n') + 1;
            throw failure(
                    "%s\n%s",
                    text.substring(verdict), text.substring(0, verdict).stripTrailing());
        }
        return this;
    }
}
