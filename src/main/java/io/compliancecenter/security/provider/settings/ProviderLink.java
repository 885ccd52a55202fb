package io.compliancecenter.security.provider.settings;

/**
 * A provider that the sign-in page offers.
 *
 * @param id in the configuration
 * @param name for people
 * @param path of the link that leads to it, below the context path; the return address is to be added as a parameter
 */
public record ProviderLink(String id, String name, String path) {

    static ProviderLink to(IdentityProvider provider) {
        return new ProviderLink(provider.id(), provider.name(), "/sign-in/provider/" + provider.id());
    }
}
