# Twitchlog as a container: docs/container.md. BASE is any Debian with Python 3.11 or later and its venv.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
WORKDIR /source
RUN python3 -m venv /opt/twitchlog && python3 -m venv /opt/tools
COPY requirements.lock requirements-tools.lock ./
# No file whose hash is not in the lock (docs/adr/0165).
RUN /opt/twitchlog/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock \
    && /opt/tools/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-tools.lock
COPY . .
RUN /opt/tools/bin/python -m hatchling build --target wheel --directory /dist \
    && /opt/twitchlog/bin/pip install --no-cache-dir --no-index --no-deps /dist/*.whl \
    && /opt/twitchlog/bin/pip uninstall --yes pip setuptools

FROM ${BASE}
# What the report's PDF shows other scripts with; FONTS="" leaves them out, fonts-noto-cjk adds 90 MB.
ARG FONTS="fonts-noto-core fonts-noto-color-emoji"
RUN if [ -n "${FONTS}" ]; then apt-get update \
    && apt-get install --yes --no-install-recommends ${FONTS} \
    && rm -rf /var/lib/apt/lists/*; fi
# A number, so that whoever runs it can see that it is not root's; the folder is made for volumes to take over.
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin twitchlog \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /opt/twitchlog /opt/twitchlog
COPY deploy/container/health.py /opt/twitchlog/health.py
ENV PATH=/opt/twitchlog/bin:/usr/local/bin:/usr/bin:/bin \
    DATA_DIR=/data HOST=0.0.0.0 PORT=8000 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME /data
EXPOSE 8000
# The first start makes the database and the static files.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python3", "/opt/twitchlog/health.py"]
CMD ["twitchlog", "serve"]
