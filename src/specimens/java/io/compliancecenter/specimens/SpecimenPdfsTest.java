package io.compliancecenter.specimens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecimenPdfsTest {

    static List<Specimen> specimens() {
        return SpecimenPdfs.all();
    }

    /** Fails if a text or the layout was changed and {@link SpecimenPdfs#main} was not run afterwards. */
    @ParameterizedTest
    @MethodSource("specimens")
    void shippedFileIsWhatIsMadeFromTheSource(Specimen specimen) throws IOException {
        assertThat(SpecimenPdfs.CERTIFICATES.resolve(specimen.fileName())).hasBinaryContent(specimen.toPdf());
    }

    @Test
    void nothingElseIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(SpecimenPdfs.CERTIFICATES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            specimens().stream().map(Specimen::fileName).toList());
        }
    }
}
