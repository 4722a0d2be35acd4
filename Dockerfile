# syntax=docker/dockerfile:1
# The shipping build: release profile, OpenSSL and SQLite compiled in, nothing but the binary in the image.
#   docker build -t vestibule .

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
# OpenSSL is compiled from source, so the image's own version does not matter.
ENV OPENSSL_NO_VENDOR=0
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --locked --release -p vestibule --bin vestibule \
    && install -m 755 target/release/vestibule /vestibule

FROM debian:bookworm-slim
# Only the certificates are missing from the slim image.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --home-dir /var/lib/vestibule \
        --shell /usr/sbin/nologin vestibule \
    && install -d -m 700 -o vestibule -g vestibule /var/lib/vestibule \
    && install -d -m 755 /etc/vestibule
COPY --from=build /vestibule /usr/local/bin/vestibule

# The database file, the master key: everything worth a backup.
ENV VESTIBULE_DATA_DIR=/var/lib/vestibule \
    VESTIBULE_SERVER__LISTEN=0.0.0.0:8080
VOLUME /var/lib/vestibule
# A vestibule.toml mounted here is read.
WORKDIR /etc/vestibule
USER vestibule
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["vestibule"]
CMD ["serve"]
