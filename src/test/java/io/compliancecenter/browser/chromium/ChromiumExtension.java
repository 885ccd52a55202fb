package io.compliancecenter.browser.chromium;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides {@link Chromium} to tests. If it is not installed, they are skipped; on a build machine, which sets {@code CI}, they
 * fail, because nobody would notice that they are skipped.
 */
public class ChromiumExtension implements ExecutionCondition, ParameterResolver {

    private static final String MISSING =
            "The browser tests need Chromium or Chrome: install the package 'chromium', or let CHROMIUM name an executable.";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.installed().isPresent()
                ? ConditionEvaluationResult.enabled("Chromium is installed")
                : withoutBrowser(System.getenv("CI"));
    }

    static ConditionEvaluationResult withoutBrowser(@Nullable String ci) {
        if (ci != null && !ci.isBlank() && !ci.equals("false")) {
            throw new IllegalStateException(MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    /** One browser for all test classes of a JVM. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Chromium.class))
                .computeIfAbsent(
                        Chromium.class, key -> new Chromium(Chromium.installed().orElseThrow()), Chromium.class);
    }
}
