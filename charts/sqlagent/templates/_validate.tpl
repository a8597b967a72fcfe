{{/* What the schema cannot say: each failure is one sentence with the keys and the remedy. Input: root. */}}
{{- define "sqlagent.validate" -}}
{{- include "sqlagent.validateNames" . }}
{{- include "sqlagent.validateWorkers" . }}
{{- include "sqlagent.validateStorage" . }}
{{- include "sqlagent.validateRedis" . }}
{{- include "sqlagent.validateFlower" . }}
{{- include "sqlagent.validateCluster" . }}
{{- end }}

{{/* Whether a cluster can be asked: `helm template` knows no kinds. Input: root. */}}
{{- define "sqlagent.isLive" -}}
{{- if .Capabilities.APIVersions.Has "apps/v1/Deployment" }}yes{{ end }}
{{- end }}

{{- define "sqlagent.validateNames" -}}
{{- range $name, $_ := .Values.workers }}
{{- $object := printf "%s-worker-%s" $.Release.Name $name }}
{{- if gt (len $object) 63 }}
{{- fail (printf "workers.%s: the name %s has more than 63 characters; shorten the key or the release's name." $name $object) }}
{{- end }}
{{- end }}
{{- if gt (len .Release.Name) 40 }}
{{- fail (printf "The release's name %s has more than 40 characters; choose a shorter one." .Release.Name) }}
{{- end }}
{{- end }}

{{- define "sqlagent.validateWorkers" -}}
{{- $owner := dict }}
{{- range $name, $own := .Values.workers }}
{{- $worker := include "sqlagent.worker" (dict "root" $ "name" $name) | fromYaml }}
{{- if not $worker.queues }}
{{- fail (printf "workers.%s.queues: name the queue of this set, as in workers.%s.queues={%s}." $name $name ($name | replace "-" "_")) }}
{{- end }}
{{- $queue := index $worker.queues 0 }}
{{- if hasKey $owner $queue }}
{{- fail (printf "workers.%s.queues and workers.%s.queues both have %s: a queue belongs to one set of workers." (get $owner $queue) $name $queue) }}
{{- end }}
{{- $_ := set $owner $queue $name }}
{{- include "sqlagent.validateWorker" (dict "root" $ "name" $name "worker" $worker) }}
{{- end }}
{{- end }}

{{- define "sqlagent.validateWorker" -}}
{{- $worker := .worker }}
{{- $drain := add (ceil $worker.drainSeconds | int64) 15 }}
{{- if lt (int64 $worker.terminationGracePeriodSeconds) $drain }}
{{- fail (printf "workers.%s.terminationGracePeriodSeconds (%v) must be at least 15 more than workers.%s.drainSeconds (%v): set it to %d or drain for less long."
    .name $worker.terminationGracePeriodSeconds .name $worker.drainSeconds $drain) }}
{{- end }}
{{- $scaled := ne .root.Values.autoscaling.engine "none" }}
{{- if and $scaled (gt (int64 $worker.minReplicas) (int64 $worker.maxReplicas)) }}
{{- fail (printf "workers.%s.minReplicas (%v) is more than workers.%s.maxReplicas (%v)." .name $worker.minReplicas .name $worker.maxReplicas) }}
{{- end }}
{{- if and (eq .root.Values.autoscaling.engine "hpa") (lt (int64 $worker.minReplicas) 1) }}
{{- fail (printf "workers.%s.minReplicas is 0, which autoscaling.engine hpa cannot do: set it to 1, or the engine to keda." .name) }}
{{- end }}
{{- $need := add (mul (int64 $worker.concurrency) (int64 $worker.sandboxMemoryBytes)) (include "sqlagent.workerBaseBytes" $worker.concurrency) }}
{{- if lt (include "sqlagent.bytes" $worker.resources.limits.memory | int64) $need }}
{{- fail (printf "workers.%s.resources.limits.memory (%s) does not hold workers.%s.concurrency (%v) times workers.%s.sandboxMemoryBytes (%s) and the worker itself: set it to %s or more."
    .name $worker.resources.limits.memory .name $worker.concurrency .name (include "sqlagent.mebibytes" $worker.sandboxMemoryBytes) (include "sqlagent.mebibytes" $need)) }}
{{- end }}
{{- end }}

{{- define "sqlagent.validateStorage" -}}
{{- $volume := .Values.storage.volume }}
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

{{/* What only a cluster can tell. */}}
{{- define "sqlagent.validateCluster" -}}
{{- if include "sqlagent.isLive" . }}
{{- $has := .Capabilities.APIVersions }}
{{- if and (eq .Values.autoscaling.engine "keda") (not ($has.Has "keda.sh/v1alpha1/ScaledObject")) }}
{{- fail "autoscaling.engine is keda, but this cluster has no ScaledObject (keda.sh/v1alpha1): install KEDA first, or set the engine to hpa or none." }}
{{- end }}
{{- range $key, $kind := dict "serviceMonitor" "ServiceMonitor" "podMonitor" "PodMonitor" "prometheusRule" "PrometheusRule" }}
{{- if and (get $.Values.monitoring $key).enabled (not ($has.Has (printf "monitoring.coreos.com/v1/%s" $kind))) }}
{{- fail (printf "monitoring.%s.enabled is true, but this cluster has no %s (monitoring.coreos.com/v1): install the Prometheus operator first, or set it to false." $key $kind) }}
{{- end }}
{{- end }}
{{- range $key, $secret := dict "credentials.existingSecret" .Values.credentials.existingSecret
    "externalRedis.existingSecret" .Values.externalRedis.existingSecret "externalRedis.caSecret" .Values.externalRedis.caSecret
    "redis.tlsSecret" .Values.redis.tlsSecret }}
{{- if and $secret (not (lookup "v1" "Secret" $.Release.Namespace $secret)) }}
{{- fail (printf "%s: there is no Secret %s in the namespace %s; create it first." $key $secret $.Release.Namespace) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
