package io.compliancecenter.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the vendor's logo and colours. Their addresses have the hash of the content, so they may be cached for long. */
@Controller
class BrandController {

    private final Brand brand;

    BrandController(Brand brand) {
        this.brand = brand;
    }

    @GetMapping("/assets/brand/logo")
    ResponseEntity<byte[]> logo() {
        return answer(brand.logo());
    }

    @GetMapping("/assets/brand/colors.css")
    ResponseEntity<byte[]> colors() {
        return answer(brand.stylesheet());
    }

    private static ResponseEntity<byte[]> answer(Brand.@Nullable File file) {
        return file == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok()
                        .contentType(file.type())
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic())
                        .body(file.content());
    }
}
