package io.compliancecenter.terms;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stores a language as a BCP 47 tag, such as {@code pt-BR}. */
@Converter
class LocaleConverter implements AttributeConverter<@Nullable Locale, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Locale locale) {
        return locale == null ? null : locale.toLanguageTag();
    }

    @Override
    public @Nullable Locale convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : Locale.forLanguageTag(column);
    }
}
