{{/* Names, labels and images. Selectors have only labels that never change: Kubernetes would refuse an upgrade. */}}

{{/* Labels that select the pods of a component. Input: dict root, component. */}}
{{- define "sqlagent.selectorLabels" -}}
app.kubernetes.io/name: sqlagent
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* Labels of every object. Input: dict root, component. */}}
{{- define "sqlagent.labels" -}}
{{ include "sqlagent.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: sqlagent
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* metadata of an object of a component. Input: dict root, component, and name where it is not the component's. */}}
{{- define "sqlagent.metadata" -}}
name: {{ .root.Release.Name }}-{{ .name | default .component }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "sqlagent.labels" . | nindent 2 }}
{{- end }}

{{/* The product's own image. Input: dict root, and image: "api" or "worker". */}}
{{- define "sqlagent.image" -}}
{{- $all := .root.Values.image }}
{{- $one := get $all .image }}
{{- include "sqlagent.imageName" (dict "registry" $all.registry "repository" $one.repository "digest" $one.digest
    "tag" ($all.tag | default .root.Chart.AppVersion)) }}
{{- end }}

{{/* The full name of an image. Input: dict registry, repository, tag, digest. */}}
{{- define "sqlagent.imageName" -}}
{{- if .registry }}{{ .registry }}/{{ end }}{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag }}{{ end }}
{{- end }}
