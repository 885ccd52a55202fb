package io.compliancecenter.publishing.folder.export;

import java.time.Instant;
import java.time.LocalDate;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes maps and lists of texts, days and times as YAML, as a person would: {@code YamlMapping} reads it. */
final class YamlText {

    private YamlText() {}

    static String of(Object content) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        // The same object may be there twice. It is written twice.
        options.setDereferenceAliases(true);
        return new Yaml(new Texts(options), options).dump(content);
    }

    private static final class Texts extends Representer {

        Texts(DumperOptions options) {
            super(options);
            representers.put(String.class, text -> text((String) text));
            representers.put(LocalDate.class, this::time);
            representers.put(Instant.class, this::time);
        }

        private Node text(String text) {
            return representScalar(Tag.STR, text, text.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
        }

        private Node time(Object time) {
            return representScalar(Tag.TIMESTAMP, time.toString(), ScalarStyle.PLAIN);
        }
    }
}
