{{/* Sets of workers: their values, and what follows from them. */}}

{{/* Lay values over others, in place. An explicit 0, false or "" counts, which Helm's own merge forgets.
     Input: list of the map to change and the map that wins. */}}
{{- define "sqlagent.overlay" -}}
{{- $base := index . 0 }}
{{- range $key, $value := index . 1 }}
{{- if and (kindIs "map" $value) (kindIs "map" (get $base $key)) }}
{{- include "sqlagent.overlay" (list (get $base $key) $value) }}
{{- else if not (kindIs "invalid" $value) }}
{{- $_ := set $base $key $value }}
{{- end }}
{{- end }}
{{- end }}

{{/* The values of one set of workers, as YAML. Input: dict root, name. */}}
{{- define "sqlagent.worker" -}}
{{- $worker := deepCopy .root.Values.workerDefaults }}
{{- include "sqlagent.overlay" (list $worker (get .root.Values.workers .name)) }}
{{- toYaml $worker }}
{{- end }}

{{/* What a worker needs beside the sandbox's children: 200 MiB for the main process, and for each task a pool child,
     which is replaced when it holds more than 192 MiB, and 160 MiB for the helper that forks the sandbox's children.
     Input: the concurrency. */}}
{{- define "sqlagent.workerBaseBytes" -}}
{{- add (mul 200 1048576) (mul (int64 .) (add 192 160) 1048576) }}
{{- end }}

{{/* Labels that select the pods of one set of workers. Input: dict root, name. */}}
{{- define "sqlagent.workerSelectorLabels" -}}
{{ include "sqlagent.selectorLabels" (dict "root" .root "component" "worker") }}
sqlagent/worker: {{ .name }}
{{- end }}

{{/* metadata of an object of one set of workers. Input: dict root, name. */}}
{{- define "sqlagent.workerMetadata" -}}
{{ include "sqlagent.metadata" (dict "root" .root "component" "worker" "name" (printf "worker-%s" .name)) }}
  sqlagent/worker: {{ .name }}
{{- end }}

{{/* The queues of all sets of workers that the product does not know by itself, separated by commas. Input: root. */}}
{{- define "sqlagent.extraQueues" -}}
{{- $extra := list }}
{{- range $name, $_ := .Values.workers }}
{{- $queue := index (include "sqlagent.worker" (dict "root" $ "name" $name) | fromYaml).queues 0 }}
{{- if not (has $queue (list "default" "file_processing" "query_processing" "maintenance")) }}
{{- $extra = append $extra $queue }}
{{- end }}
{{- end }}
{{- $extra | sortAlpha | join "," }}
{{- end }}
