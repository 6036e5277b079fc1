# Every process of Vigil: the command says which. Nothing but this repository and Maven Central goes in.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN mvn -B -q -Dquick -Dmaven.test.skip=true -pl app -am package

FROM eclipse-temurin:17-jre
# bash for the start script; libgomp1 for models of XGBoost, which are linked with it.
RUN apt-get update && apt-get install -y --no-install-recommends bash libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /opt/vigil vigil \
    && mkdir -p /data /checkpoints && chown vigil /data /checkpoints
COPY --from=build /build/vigil /opt/vigil/vigil
COPY --from=build /build/app/target/vigil-app-0.1.0-SNAPSHOT.jar /opt/vigil/app/target/
COPY --from=build /build/app/target/lib /opt/vigil/app/target/lib
USER vigil
WORKDIR /opt/vigil
# What is there is run; nothing is built in a container.
ENV VIGIL_BUILD=never VIGIL_DATA_FOLDER=/data
VOLUME /data
ENTRYPOINT ["/opt/vigil/vigil"]
