# The simulator in a container; docs/docker.md says how to use it. Needs BuildKit, as Docker has had since version 23.
#
# Both base images may be others: any with Maven and a JDK, and any with a JRE and a shell; Java 17 or newer.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG JRE_IMAGE=eclipse-temurin:17-jre

# One jar for every architecture, so it is made on the machine's own.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS jar
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/m2 \
    mvn -B -ntp -Dmaven.repo.local=/m2 -pl openapi,mock-server package -Dmaven.test.skip -Dspotless.check.skip

FROM ${JRE_IMAGE}
WORKDIR /simulator
COPY --from=jar /source/mock-server/target/workflow-mock-server.jar simulator.jar
COPY mock-server/docker/ ./
# The archive of classes fits one JVM and one jar, so it is made here, by the JVM that will use it.
RUN sh archive-classes && mkdir /data && chown 10001:10001 /data

# Beside whatever the host calls its users; a new volume at /data belongs to this one.
USER 10001:10001
# A container's own loopback leads nowhere.
ENV SIMULATOR_HOST=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["java", "@/simulator/java-options", "-jar", "/simulator/simulator.jar"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-Xmx32m", "@/simulator/java-options", "-jar", "/simulator/simulator.jar", "health"]

ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Workflow API simulator" \
      org.opencontainers.image.description="A stateful simulator of the Workflow API, offline" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
