package io.compliancecenter.desk.rules;

import io.compliancecenter.desk.AccessGroups.Group;
import io.compliancecenter.desk.rules.Rules.SubjectRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/**
 * A new rule, as it was typed.
 *
 * @param about code of a certification, and the id of a certificate after a slash if it is about one version
 */
record RuleForm(String about, String domain, String group, String days) {

    private static final int MOST_DAYS = 366;

    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

    RuleForm {
        about = plain(about);
        domain = plain(domain).toLowerCase(Locale.ROOT);
        domain = domain.startsWith("@") ? domain.substring(1) : domain;
        group = plain(group);
        days = plain(days);
    }

    private static String plain(String text) {
        return text == null ? "" : text.strip();
    }

    static RuleForm empty() {
        return new RuleForm("", "", "", "30");
    }

    /** What is wrong, as keys of messages by field. */
    Map<String, String> errors(List<SubjectRow> subjects, List<Group> groups) {
        Map<String, String> errors = new HashMap<>();
        if (subjects.stream()
                .noneMatch(subject ->
                        about.equals(subject.code()) || about.equals(subject.code() + "/" + subject.certificate()))) {
            errors.put("about", "desk.rules.about.missing");
        }
        if (StringUtils.hasText(domain) == StringUtils.hasText(group)) {
            errors.put("domain", "desk.rules.condition.missing");
        } else if (StringUtils.hasText(domain) && !DOMAIN.matcher(domain).matches()) {
            errors.put("domain", "desk.rules.domain.wrong");
        } else if (StringUtils.hasText(group)
                && groups.stream().noneMatch(known -> known.code().equals(group))) {
            errors.put("group", "desk.rules.condition.missing");
        }
        if (!days.matches("[1-9][0-9]{0,2}") || Integer.parseInt(days) > MOST_DAYS) {
            errors.put("days", "desk.rules.days.wrong");
        }
        return errors;
    }

    String certification() {
        return about.replaceFirst("/.*", "");
    }

    /** Empty for every version. */
    String certificate() {
        return about.substring(Math.min(certification().length() + 1, about.length()));
    }
}
