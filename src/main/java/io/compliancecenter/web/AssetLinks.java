package io.compliancecenter.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/**
 * Adds the hash of its content to the address of each asset. Spring's own filter would also look for a file of every other
 * address on a page, in every jar.
 */
class AssetLinks extends StandardLinkBuilder {

    private static final String ASSETS = "/assets/";

    private final ResourceUrlProvider assets;

    /** By the address in the template. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    AssetLinks(ResourceUrlProvider assets) {
        this.assets = assets;
    }

    @Override
    protected String processLink(IExpressionContext context, String link) {
        String base = context instanceof IWebContext web
                ? web.getExchange().getRequest().getApplicationPath()
                : "";
        if (!link.startsWith(base) || !link.startsWith(ASSETS, base.length())) {
            return link;
        }
        return base
                + known.computeIfAbsent(link.substring(base.length()), asset -> {
                    String hashed = assets.getForLookupPath(asset);
                    return hashed == null ? asset : hashed;
                });
    }
}
