# The simulator in a container; see docs/docker.md. Requires BuildKit, which Docker includes since version 23.
#
# Other base images work too: any with Maven and a JDK, and any with a JRE and a shell; Java 17 or newer.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17
ARG JRE_IMAGE=eclipse-temurin:17-jre

# The jar is the same for every architecture, so build it on the architecture of the build machine.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS jar
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/m2 \
    mvn -B -ntp -Dmaven.repo.local=/m2 -pl openapi,mock-server package -Dmaven.test.skip -Dspotless.check.skip

FROM ${JRE_IMAGE}
WORKDIR /simulator
COPY --from=jar /source/mock-server/target/workflow-mock-server.jar simulator.jar
COPY mock-server/docker/ ./
# An archive of classes is valid for one JVM and one jar only, so the JVM that uses it creates it here.
RUN sh archive-classes && mkdir /data && chown 10001:10001 /data

# An id that hosts rarely use; a new volume at /data belongs to this user.
USER 10001:10001
# Nothing outside the container can reach its loopback address.
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
