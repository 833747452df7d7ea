package dev.rollproof.verifier.check;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Someone's address or number in a literal that a script writes into rows.
 *
 * <p>Sources: RFC 2606 and RFC 6761 for names that belong to nobody; ISO 13616 for IBAN, ISO/IEC 7812 for card numbers, both by
 * their check digits.
 */
final class PersonalData implements LintCheck {
    private static final Pattern EMAIL =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}@((?:[A-Za-z0-9-]+\\.)++[A-Za-z]{2,})(?![\\w-])");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern CARD = Pattern.compile("[3-6]\\d{3}(?:[ -]?\\d{4}){2}[ -]?\\d{3,4}");
    private static final Pattern PHONE = Pattern.compile("\\+\\d{1,3}(?:[ ()-]{0,2}\\d){7,12}");

    /** Names that people keep for examples; test.com and domain.com belong to someone, who is never meant. */
    private static final Set<String> NOBODYS = Set.of(
            "example.com",
            "example.org",
            "example.net",
            "test.com",
            "domain.com",
            "email.com",
            "company.com",
            "users.noreply.github.com");

    /** Reserved ones (RFC 2606, RFC 6762), and the files of pictures: {@code icon@2x.png}. */
    private static final Set<String> NOBODYS_ENDS =
            Set.of("example", "test", "invalid", "localhost", "local", "png", "jpg", "jpeg", "gif", "svg", "webp");

    /** Addresses of a system and not of a person. */
    private static final Set<String> ROLES =
            Set.of("noreply", "no-reply", "admin", "root", "system", "support", "info", "test", "user", "git");

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private record Datum(String what, String value) {}

    @Override
    public String id() {
        return "personal-data-in-migration";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    /** One finding a statement: a list of a thousand customers is one fault. */
    @Override
    public List<Finding> lint(MigrationText text) {
        return Written.in(text).flatMap(written -> finding(written).stream()).toList();
    }

    private Optional<Finding> finding(Written written) {
        List<WrittenText> found = WrittenText.in(written).stream()
                .filter(literal -> datum(literal.text()).isPresent())
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WrittenText first = found.get(0);
        Datum datum = datum(first.text()).orElseThrow();
        String others = found.size() == 1 ? "" : ", and " + (found.size() - 1) + " more in this statement";
        return Optional.of(
                finding(
                        first.location(),
                        "%s stands here: %s…%s"
                                .formatted(datum.what(), datum.value().substring(0, 4), others),
                        "It is copied into every database that runs this, and stays in the history of the repository when the row is"
                                + " deleted. Load people's data from outside of the migrations, or make it up: name@example.com."));
    }

    private static Optional<Datum> datum(String text) {
        return email(text)
                .or(() -> whole(IBAN, text.replace(" ", ""))
                        .filter(PersonalData::isIban)
                        .map(v -> new Datum("a bank account", v)))
                .or(() -> whole(CARD, text).filter(PersonalData::isCard).map(v -> new Datum("the number of a card", v)))
                .or(() -> whole(PHONE, text)
                        .filter(v -> !v.contains("555"))
                        .map(v -> new Datum("a telephone number", v)));
    }

    private static Optional<Datum> email(String text) {
        Matcher found = EMAIL.matcher(text);
        while (found.find()) {
            String domain = found.group(1).toLowerCase(Locale.ROOT);
            String user = found.group().substring(0, found.group().indexOf('@')).toLowerCase(Locale.ROOT);
            if (!isNobodys(domain) && !ROLES.contains(user) && found.group().length() > 5) {
                return Optional.of(new Datum("an e-mail address", found.group()));
            }
        }
        return Optional.empty();
    }

    private static boolean isNobodys(String domain) {
        return NOBODYS.stream().anyMatch(name -> domain.equals(name) || domain.endsWith("." + name))
                || NOBODYS_ENDS.contains(domain.substring(domain.lastIndexOf('.') + 1))
                || domain.contains("example");
    }

    private static Optional<String> whole(Pattern shape, String text) {
        String value = text.strip();
        return shape.matcher(value).matches() ? Optional.of(value) : Optional.empty();
    }

    /** The check digits make the number, letters written as 10 to 35, leave 1 by 97. */
    private static boolean isIban(String iban) {
        String turned = iban.substring(4) + iban.substring(0, 4);
        StringBuilder digits = new StringBuilder();
        turned.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    /** Luhn's sum; the numbers that payment services give out for tests begin so that everyone knows them. */
    private static boolean isCard(String card) {
        String digits = card.replaceAll("\\D", "");
        int sum = IntStream.range(0, digits.length())
                .map(i -> {
                    int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
                    int weighed = i % 2 == 0 ? digit : 2 * digit;
                    return weighed > 9 ? weighed - 9 : weighed;
                })
                .sum();
        return sum % 10 == 0
                && !digits.startsWith("4242424242")
                && !digits.startsWith("4111111111")
                && !digits.startsWith("55555555");
    }
}
