{{/* Where Redis is, and how pods reach it. */}}

{{/* The URL of Redis, without a password. Input: root. */}}
{{- define "sqlagent.redisUrl" -}}
{{- if .Values.redis.enabled -}}
{{ ternary "rediss" "redis" (ne .Values.redis.tlsSecret "") }}://{{ .Release.Name }}-redis:6379/0
{{- else -}}
{{ .Values.externalRedis.url }}
{{- end }}
{{- $ca := include "sqlagent.redisCaSecret" . }}
{{- if $ca }}?ssl_ca_certs=/etc/sqlagent/redis-ca/ca.crt{{ end }}
{{- end }}

{{/* Name of the Secret with the certificate of Redis' authority; empty for none. Input: root. */}}
{{- define "sqlagent.redisCaSecret" -}}
{{- ternary .Values.redis.tlsSecret .Values.externalRedis.caSecret .Values.redis.enabled }}
{{- end }}

{{/* Name and key of the Secret with Redis' password, separated by a space; empty when an external Redis has none.
     Input: root. */}}
{{- define "sqlagent.redisPasswordSecret" -}}
{{- $credentials := .Values.credentials }}
{{- if and (not .Values.redis.enabled) .Values.externalRedis.existingSecret -}}
{{ .Values.externalRedis.existingSecret }} {{ .Values.externalRedis.existingSecretKey }}
{{- else if or .Values.redis.enabled $credentials.redisPassword $credentials.existingSecret -}}
{{ include "sqlagent.credentialsName" . }} redis-password
{{- end }}
{{- end }}

{{/* How much Redis may hold: 70 % of its memory limit, because rewriting its file copies what changes meanwhile.
     Input: root. */}}
{{- define "sqlagent.redisMaxMemoryBytes" -}}
{{- mulf 0.7 (include "sqlagent.bytes" .Values.redis.resources.limits.memory | float64) | int64 }}
{{- end }}

{{/* The configuration of the chart's Redis. Input: root. */}}
{{- define "sqlagent.redisConf" -}}
dir /data
# Each accepted task is in the file within a second; snapshots would only cost memory beside it.
appendonly yes
appendfsync {{ .Values.redis.appendFsync }}
save ""
# Evicting would delete tasks; the API stops accepting before this is full.
maxmemory {{ include "sqlagent.redisMaxMemoryBytes" . }}
maxmemory-policy noeviction
tcp-keepalive 30
# Written by the init container from the Secret.
include /run/redis/password.conf
# For probes: nothing but PING, and so no secret.
user probe on nopass resetkeys resetchannels -@all +ping
{{- if .Values.redis.tlsSecret }}
port 0
tls-port 6379
tls-cert-file /etc/redis/tls/tls.crt
tls-key-file /etc/redis/tls/tls.key
tls-ca-cert-file /etc/redis/tls/ca.crt
tls-auth-clients no
{{- end }}
{{- end }}

{{/* redis-cli as the probes' user. Input: root. Output: the beginning of a YAML flow list. */}}
{{- define "sqlagent.redisProbe" -}}
redis-cli, --user, probe, --pass, probe, --no-auth-warning
{{- if .Values.redis.tlsSecret }}, --tls, --cacert, /etc/redis/tls/ca.crt{{ end }}
{{- end }}

{{/* Probes of the container of Redis. Input: root. */}}
{{- define "sqlagent.redisProbes" -}}
# Any answer shows a living process, also “loading” after a restart with a large file.
startupProbe:
  exec: {command: [{{ include "sqlagent.redisProbe" . }}, ping]}
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 300
livenessProbe:
  exec: {command: [{{ include "sqlagent.redisProbe" . }}, ping]}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
# Only PONG will do here: -e turns an error into a failure.
readinessProbe:
  exec: {command: [{{ include "sqlagent.redisProbe" . }}, -e, ping]}
  periodSeconds: 2
  timeoutSeconds: 2
{{- end }}
