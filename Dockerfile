# syntax=docker/dockerfile:1
# SPDX-License-Identifier: Apache-2.0
#
#   docker build --tag cloud-extractor:0.1.0 .
#   docker run --rm --read-only --cap-drop ALL --security-opt no-new-privileges \
#       --volume cloud-extractor:/var/lib/cloud-extractor --volume "$PWD/config:/etc/cloud-extractor:ro" \
#       cloud-extractor:0.1.0 snapshot --config /etc/cloud-extractor/production.yaml

FROM swift:6.3-bookworm AS build

# Debian keeps the newest of each package only: a version that is pinned here is a build that fails next month.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libcurl4-openssl-dev libsodium-dev libssl-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /build
COPY Package.swift ./
RUN swift package resolve

COPY Sources Sources
COPY Tests Tests
# Swift's own libraries become part of the program: the image that runs has no toolchain.
RUN swift build --configuration release --static-swift-stdlib --product cloud-extractor \
    && install -D --mode 0755 \
        "$(swift build --configuration release --show-bin-path)/cloud-extractor" /out/cloud-extractor


FROM debian:bookworm-slim

LABEL org.opencontainers.image.title="cloud-extractor" \
      org.opencontainers.image.description="Takes signed and sealed snapshots of what clouds hold" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.base.name="docker.io/library/debian:bookworm-slim"

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates libcurl4 libsodium23 libssl3 libstdc++6 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    # All that it ever writes: snapshots and the audit log. A volume that is mounted here takes over owner and mode.
    && install --directory --mode 0700 --owner 65532 --group 65532 /var/lib/cloud-extractor

COPY --from=build /out/cloud-extractor /usr/local/bin/cloud-extractor
COPY LICENSE Sources/CAWSModels/LICENSE-botocore.txt Sources/CAWSModels/NOTICE-botocore.txt \
     /usr/share/doc/cloud-extractor/

# By number: Kubernetes' runAsNonRoot believes no name.
USER 65532:65532
WORKDIR /var/lib/cloud-extractor
VOLUME ["/var/lib/cloud-extractor"]
EXPOSE 8000
STOPSIGNAL SIGTERM

# Of the agent, which is asked by itself: there is no curl, and no shell is needed. Kubernetes has its own probes, and
# whoever runs another command than the agent says --no-healthcheck. An agent with api.tls is not answered here: it is
# given --health-cmd, see docs/deployment-kubernetes.md.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["/usr/local/bin/cloud-extractor", "agent", "check", "http://127.0.0.1:8000/livez"]

ENTRYPOINT ["/usr/local/bin/cloud-extractor"]
CMD ["agent", "--config", "/etc/cloud-extractor/production.yaml"]
