{{/* The language model: only the workers that answer questions may know its key and reach it. */}}

{{/* Whether a set of workers asks the model. Input: dict root, name. */}}
{{- define "sqlagent.asksModel" -}}
{{- $worker := include "sqlagent.worker" . | fromYaml }}
{{- if and .root.Values.settings.modelUrl (has "query_processing" $worker.queues) }}yes{{ end }}
{{- end }}

{{/* The secrets of a set of workers, as YAML: variable to key. Input: dict root, name. */}}
{{- define "sqlagent.workerSecrets" -}}
{{- include "sqlagent.storeSecrets" .root }}
{{- if include "sqlagent.asksModel" . }}
SQLAGENT_MODEL_API_KEY: model-api-key
{{- end }}
{{- end }}

{{- define "sqlagent.validateModel" -}}
{{- if and .Values.settings.modelUrl (not .Values.settings.modelName) }}
{{- fail "settings.modelUrl names an endpoint, and settings.modelName no model: say which one to ask." }}
{{- end }}
{{- end }}
