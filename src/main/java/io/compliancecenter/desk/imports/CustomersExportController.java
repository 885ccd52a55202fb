package io.compliancecenter.desk.imports;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.support.Attachments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Gives all Organizations with their members as a file. */
@Controller
@ConditionalOnDesk
class CustomersExportController {

    private final CustomersCsv csv;

    CustomersExportController(CustomersCsv csv) {
        this.csv = csv;
    }

    @GetMapping("/desk/customers.csv")
    void csv(DeskPerson reader, ZoneId zone, HttpServletResponse response) throws IOException {
        Attachments.describe(response, "text/csv; charset=UTF-8", "customers.csv");
        csv.write(zone, response.getOutputStream());
    }
}
