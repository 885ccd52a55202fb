package io.compliancecenter.catalogue;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Caches what is published. The cache comes before the transaction: a hit needs no connection. */
@Configuration(proxyBeanMethods = false)
@EnableCaching(order = Ordered.HIGHEST_PRECEDENCE)
class CatalogueCacheConfiguration {}
