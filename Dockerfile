# Packs target/compliance-center.jar, which "./mvnw package" builds.
FROM eclipse-temurin:25-jre AS unpacked
WORKDIR /unpacked
COPY target/compliance-center.jar .
RUN java -Djarmode=tools -jar compliance-center.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin compliance-center
# A new volume takes over whose this directory is.
RUN install -d -m 700 -o compliance-center -g compliance-center /evidence
WORKDIR /application
# What changes seldom comes first, so a new release is a small download.
COPY --from=unpacked /unpacked/layers/dependencies/ ./
COPY --from=unpacked /unpacked/layers/spring-boot-loader/ ./
COPY --from=unpacked /unpacked/layers/snapshot-dependencies/ ./
COPY --from=unpacked /unpacked/layers/application/ ./
USER 10001
# With an arena for each thread, the C library keeps tens of megabytes that nobody uses.
ENV MALLOC_ARENA_MAX=2
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "compliance-center.jar"]
