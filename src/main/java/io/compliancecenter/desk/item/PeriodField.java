package io.compliancecenter.desk.item;

import static io.compliancecenter.desk.item.ItemForm.typed;

import java.time.Period;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A period, as it was typed.
 *
 * @param unit {@code Y}, {@code M} or {@code D}; empty if the number is a whole period in ISO 8601, which a file may have
 */
public record PeriodField(String number, String unit) {

    static final PeriodField EMPTY = new PeriodField("", "Y");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");
    private static final int MONTHS_OF_A_YEAR = 12;

    public PeriodField(@Nullable String number, @Nullable String unit) {
        this.number = typed(number);
        this.unit = unit == null ? "Y" : unit;
    }

    static PeriodField of(Period period) {
        if (period.getDays() == 0) {
            long months = period.toTotalMonths();
            return period.getMonths() == 0
                    ? new PeriodField(Long.toString(months / MONTHS_OF_A_YEAR), "Y")
                    : new PeriodField(Long.toString(months), "M");
        }
        return period.toTotalMonths() == 0
                ? new PeriodField(Integer.toString(period.getDays()), "D")
                : new PeriodField(period.toString(), "");
    }

    boolean isEmpty() {
        return number.isEmpty();
    }

    /** In ISO 8601, if it is a period at all. */
    String text() {
        return number.isEmpty() || unit.isEmpty()
                ? number
                : DIGITS.matcher(number).matches() ? "P" + number + unit : "?";
    }
}
