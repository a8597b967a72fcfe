{{/* What must hold of the store, Redis and Flower. */}}

{{- define "sqlagent.validateStorage" -}}
{{- $volume := .Values.storage.volume }}
{{- if and .Values.storage.url $volume.existingClaim }}
{{- fail "storage.url and storage.volume.existingClaim are both set, and the store is in one place: leave one of them empty." }}
{{- end }}
{{- if and (not .Values.storage.url) (eq $volume.accessMode "ReadWriteOnce") (not $volume.podAffinity) }}
{{- fail "storage.volume.podAffinity is false, but a ReadWriteOnce volume is shared by pods of one node only: leave it true, set storage.volume.accessMode to ReadWriteMany, or storage.url to an object store." }}
{{- end }}
{{- if lt (include "sqlagent.bytes" .Values.api.scratchSize | int64) (int64 .Values.settings.uploadMaxBytes) }}
{{- fail (printf "api.scratchSize (%s) has no room for an upload of settings.uploadMaxBytes (%s)." .Values.api.scratchSize (include "sqlagent.mebibytes" .Values.settings.uploadMaxBytes)) }}
{{- end }}
{{- end }}

{{- define "sqlagent.validateRedis" -}}
{{- $external := .Values.externalRedis }}
{{- if and .Values.redis.enabled $external.url }}
{{- fail "externalRedis.url is set and redis.enabled is true: set redis.enabled to false to use yours, or leave the URL out." }}
{{- end }}
{{- if not (or .Values.redis.enabled $external.url) }}
{{- fail "redis.enabled is false and externalRedis.url is empty: say where your Redis is." }}
{{- end }}
{{- if and $external.caSecret (not (hasPrefix "rediss://" $external.url)) }}
{{- fail "externalRedis.caSecret is for TLS: begin externalRedis.url with rediss://, or leave the Secret out." }}
{{- end }}
{{- if and .Values.redisGui.enabled (or (not .Values.redis.enabled) .Values.redis.tlsSecret) }}
{{- fail "redisGui.enabled works with the chart's own Redis without TLS only: set redis.enabled to true and redis.tlsSecret to empty, or redisGui.enabled to false." }}
{{- end }}
{{- end }}

{{- define "sqlagent.validateFlower" -}}
{{- $flower := .Values.flower }}
{{- if and $flower.enabled $flower.ingress.enabled }}
{{- if not (or .Values.credentials.flowerBasicAuth .Values.credentials.existingSecret) }}
{{- fail "flower.ingress.enabled shows every task to whoever logs in: choose the login with credentials.flowerBasicAuth (user:password) or credentials.existingSecret." }}
{{- end }}
{{- if not $flower.ingress.host }}
{{- fail "flower.ingress.host is empty: Flower needs a host name of its own." }}
{{- end }}
{{- end }}
{{- end }}
