package io.compliancecenter.catalogue;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** Stores a period as ISO 8601 writes it, such as {@code P1Y}. */
@Converter
class PeriodConverter implements AttributeConverter<@Nullable Period, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Period period) {
        return period == null ? null : period.toString();
    }

    @Override
    public @Nullable Period convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : Period.parse(column);
    }
}
