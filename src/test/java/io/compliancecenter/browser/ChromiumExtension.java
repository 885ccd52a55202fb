package io.compliancecenter.browser;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands {@link Chromium} to tests. Without one on this machine they are skipped, but on a build machine, which sets
 * {@code CI}, they fail: a check that is skipped there unseen is no check.
 */
class ChromiumExtension implements ExecutionCondition, ParameterResolver {

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

    /** One for all classes of a run, of which each has a root store of its own where Maven starts several JVMs. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Chromium.class))
                .computeIfAbsent(
                        Chromium.class, key -> new Chromium(Chromium.installed().orElseThrow()), Chromium.class);
    }
}
