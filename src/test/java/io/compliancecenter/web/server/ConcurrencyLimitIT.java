package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.TakenConnections;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

@IntegrationTest
class ConcurrencyLimitIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    SecondInstance second;

    @Test
    void aPageHoldsAPermitWhileItWaitsForItsSession() throws Exception {
        Instance instance = second.start();
        ConcurrencyLimitFilter filter = (ConcurrencyLimitFilter)
                instance.bean("concurrencyLimit", FilterRegistrationBean.class).getFilter();
        Tenant tenant = fixtures.organization();
        Client client = new Client(instance.port()).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        int limit = 2 * Runtime.getRuntime().availableProcessors() + 1;
        await().until(() -> filter.availablePermits() == limit);

        CompletableFuture<Integer> status;
        try (TakenConnections all = new TakenConnections(instance)) {
            status = CompletableFuture.supplyAsync(
                    () -> client.get(tenant.path("/compliances")).status());
            await().until(() -> filter.availablePermits() == limit - 1);
        }

        assertThat(status).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(200);
        await().until(() -> filter.availablePermits() == limit);
    }
}
