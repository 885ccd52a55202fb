package io.compliancecenter.desk.draft;

import io.compliancecenter.catalogue.CatalogueManagers.Managed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that was ever published, by kind and code. */
record KnownItems(Map<ChangeKind, Map<String, Managed>> items) {

    static KnownItems of(List<Managed> compliances, List<Managed> certifications) {
        return new KnownItems(
                Map.of(ChangeKind.COMPLIANCE, byCode(compliances), ChangeKind.CERTIFICATION, byCode(certifications)));
    }

    private static Map<String, Managed> byCode(List<Managed> items) {
        return items.stream().collect(Collectors.toMap(Managed::code, Function.identity()));
    }

    /** Its code, if it was never published. */
    String name(ChangeKind kind, String code) {
        return find(kind, code).map(Managed::name).orElse(code);
    }

    boolean isRetired(ChangeKind kind, String code) {
        return find(kind, code).filter(item -> item.retiredAt() != null).isPresent();
    }

    private Optional<Managed> find(ChangeKind kind, String code) {
        return Optional.ofNullable(items.getOrDefault(kind, Map.of()).get(code));
    }
}
