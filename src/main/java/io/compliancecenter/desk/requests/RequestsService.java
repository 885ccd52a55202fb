package io.compliancecenter.desk.requests;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.requests.DeskRequests.EndRow;
import io.compliancecenter.desk.requests.DeskRequests.Row;
import io.compliancecenter.desk.requests.DeskRequests.RuleRow;
import io.compliancecenter.mail.MailQueued;
import io.compliancecenter.request.RequestState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and decides requests. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class RequestsService {

    static final int PAGE_SIZE = 50;

    private final DeskRequests requests;
    private final ApplicationEventPublisher events;

    RequestsService(DeskRequests requests, ApplicationEventPublisher events) {
        this.requests = requests;
        this.events = events;
    }

    /** @param page counts from 0 */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    List<Row> list(boolean decided, int page) {
        PageRequest part = PageRequest.of(page, PAGE_SIZE);
        return decided
                ? requests.findDecided(Set.of(RequestState.GRANTED, RequestState.DECLINED), part)
                : requests.findOpen(part);
    }

    /** @throws DeskNotFoundException if there is no such request */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    Row find(UUID request) {
        return requests.find(request).orElseThrow(DeskNotFoundException::new);
    }

    /** The rule that granted it; empty if none did. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    Optional<RuleRow> findRule(UUID request) {
        return requests.findRule(request);
    }

    /** Returns whether it was granted: not if the end has passed. */
    boolean grant(UUID request, Instant until) {
        boolean granted = requests.grant(request, until).equals("GRANTED");
        events.publishEvent(new MailQueued());
        return granted;
    }

    /** Who ended the grant early, and why; empty if nobody did. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    Optional<EndRow> findEnd(UUID request) {
        return requests.findEnd(request);
    }

    /** Ends a grant at once. Has no effect if it has ended already. */
    void end(UUID request, String reason) {
        requests.end(request, reason);
    }

    void decline(UUID request, String answer) {
        requests.decline(request, answer);
        events.publishEvent(new MailQueued());
    }
}
