package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page leaves a bounded amount to the garbage collector, and a list no more for the items that are on its other pages. */
@IntegrationTest
class AllocationIT {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int TIMES = 25;

    /** For each byte of a page, which Thymeleaf puts together from many small pieces. */
    private static final int FOR_EACH_BYTE = 65;

    private static final int ROWS_OF_A_PAGE = 25;

    /** In bytes, of an item that is listed on another page. */
    private static final long MOST_FOR_AN_ITEM = 5_000;

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    Tenant tenant;
    Client admin;
    final List<Issued> published = new ArrayList<>();

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        published.forEach(fixtures::retire);
    }

    // Kilobytes beside what grows with the page. Whoever raises these has a reason, and says it. The activity makes
    // four statements more than the others through JPA, one of them translated from its filter.
    @ParameterizedTest
    @CsvSource({"/compliances, 150", "/certifications, 150", "/certifications/CODE, 150", "/activity, 200"})
    void aPageAllocatesNoMore(String page, int kilobytes) {
        published.add(fixtures.certificate());
        String path = page.replace("CODE", published.get(0).certification());
        int size = get(path).bytes().length;
        assertThat(allocatedFor(path))
                .isBetween((long) size, kilobytes * 1_000L + FOR_EACH_BYTE * size + MOST_FOR_AN_ITEM * listed());
    }

    /** How many certifications there are, those of other tests too. */
    private long listed() {
        return fixtures.asOwner(owner -> owner.sql("select count(*) from certification where retired_at is null")
                .query(Long.class)
                .single());
    }

    // ListView.SIZE; and what is asked of each item to find those of the page.
    @Test
    void anItemOnAnotherPageOfAListCostsNextToNothing() {
        String page = "/certifications";
        for (int row = 0; row < ROWS_OF_A_PAGE; row++) {
            published.add(fixtures.certificate());
        }
        long allocated = allocatedFor(page);
        for (int row = 0; row < ROWS_OF_A_PAGE; row++) {
            published.add(fixtures.certificate());
        }
        assertThat(allocatedFor(page) - allocated).isLessThan(ROWS_OF_A_PAGE * MOST_FOR_AN_ITEM);
    }

    /** Bytes for one request, by the threads that answer requests; what is done once was done before. */
    private long allocatedFor(String page) {
        for (int time = 0; time < TIMES; time++) {
            get(page);
        }
        Map<Long, Long> before = allocated();
        for (int time = 0; time < TIMES; time++) {
            get(page);
        }
        // Of a thread that has ended meanwhile, there is nothing to tell.
        return allocated().entrySet().stream()
                        .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                        .sum()
                / TIMES;
    }

    private Answer get(String page) {
        Answer answer = admin.get(tenant.path(page));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    /** By the id of each thread that answers requests. */
    private static Map<Long, Long> allocated() {
        long[] ids = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().matches("http-nio-.+-exec-\\d+"))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        return IntStream.range(0, ids.length)
                .filter(thread -> bytes[thread] >= 0)
                .boxed()
                .collect(Collectors.toMap(thread -> ids[thread], thread -> bytes[thread]));
    }
}
