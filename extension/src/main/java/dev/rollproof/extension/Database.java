package dev.rollproof.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which database a parameter takes, where there are several. It also claims a parameter that bears another extension's
 * annotation or stands in a constructor that does, and it makes a {@link java.nio.file.Path} parameter the database's file.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@ExtendWith(MigratedDatabaseExtension.class)
public @interface Database {
    /** The {@link MigratedDatabase#database()} of the one that is meant; empty where there is only one. */
    String value() default "";
}
