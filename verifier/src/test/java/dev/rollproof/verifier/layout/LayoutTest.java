package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsId(Layout layout) {
        assertThat(Layout.of(layout.id())).isEqualTo(layout);
    }

    @Test
    void namesAllToAnUnknownId() {
        assertThatThrownBy(() -> Layout.of("updown"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "there is no layout \"updown\"; there are auto, numbered, up-down, drizzle, wrangler, prisma, flyway,"
                                + " diesel, goose, dbmate, sql-migrate, liquibase, mybatis");
    }

    @Test
    void hasItsConventionsOnce() {
        assertThat(FileConventions.ALL.stream().map(FileConventions::layout))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Layout.values())
                        .filter(layout -> layout != Layout.AUTO)
                        .toList());
    }
}
