{{/* What must hold of sets of workers. */}}

{{- define "sqlagent.validateWorkers" -}}
{{- $owner := dict }}
{{- range $name, $own := .Values.workers }}
{{- $worker := include "sqlagent.worker" (dict "root" $ "name" $name) | fromYaml }}
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
{{- if and (eq .root.Values.autoscaling.engine "keda") (lt (int64 $worker.minReplicas) 1) }}
{{- include "sqlagent.validateCooldown" . }}
{{- end }}
{{- $need := add (mul (int64 $worker.concurrency) (int64 $worker.sandboxMemoryBytes)) (include "sqlagent.workerBaseBytes" $worker.concurrency) }}
{{- if lt (include "sqlagent.bytes" $worker.resources.limits.memory | int64) $need }}
{{- fail (printf "workers.%s.resources.limits.memory (%s) does not hold workers.%s.concurrency (%v) times workers.%s.sandboxMemoryBytes (%s) and the worker itself: set it to %s or more."
    .name $worker.resources.limits.memory .name $worker.concurrency .name (include "sqlagent.mebibytes" $worker.sandboxMemoryBytes) (include "sqlagent.mebibytes" $need)) }}
{{- end }}
{{- end }}

{{/* Of a set that may sleep. KEDA 2.20 and 2.21 take a failed question for an empty queue where the HPA's own fails in the
     same moment (its "scalers cache is closed"): until the fallback, nothing but the cooldown keeps the pods. */}}
{{- define "sqlagent.validateCooldown" -}}
{{- $cooldown := int64 .root.Values.autoscaling.keda.cooldownPeriod }}
{{- $blind := include "sqlagent.blindSeconds" .root | int64 }}
{{- if lt $cooldown $blind }}
{{- fail (printf "autoscaling.keda.cooldownPeriod (%d) is shorter than KEDA may need to go by its fallback, and a Prometheus that is away could take all pods of workers.%s, whose minReplicas is 0: set it to %d or more, or lower autoscaling.keda.pollingInterval or autoscaling.keda.fallback.failureThreshold."
    $cooldown .name $blind) }}
{{- end }}
{{- end }}
