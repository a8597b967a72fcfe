# A server that speaks S3, for the tests of moving and of backups; it forgets everything when it ends.
FROM python:3.13-slim AS build
COPY constraints.txt /tmp/constraints.txt
RUN python -m venv /opt/moto \
    # Without what serves other services than S3: each copy onto a node takes its time.
    && /opt/moto/bin/pip install --no-cache-dir --only-binary :all: --constraint /tmp/constraints.txt \
        "moto[s3]" flask flask-cors \
    && cd /opt/moto/lib/python3.13/site-packages/botocore/data && find . -mindepth 1 -maxdepth 1 -type d ! -name s3 -exec rm -r {} +

FROM python:3.13-slim
COPY --from=build /opt/moto /opt/moto
# Its name in the cluster is no bucket's.
ENV S3_IGNORE_SUBDOMAIN_BUCKETNAME=true
USER 10001:10001
CMD ["/opt/moto/bin/moto_server", "--host", "0.0.0.0", "--port", "8080"]
