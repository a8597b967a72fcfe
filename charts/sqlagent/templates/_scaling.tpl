{{/* How fast the number of pods may change, for KEDA's HPA and our own. Input: root. */}}
{{- define "sqlagent.scalingBehavior" -}}
{{- $up := .Values.autoscaling.scaleUp }}
{{- $down := .Values.autoscaling.scaleDown }}
behavior:
  scaleUp:
    stabilizationWindowSeconds: {{ $up.stabilizationSeconds }}
    policies:
      - {type: Pods, value: {{ $up.pods }}, periodSeconds: 15}
  scaleDown:
    stabilizationWindowSeconds: {{ $down.stabilizationSeconds }}
    policies:
      - {type: Pods, value: {{ $down.pods }}, periodSeconds: 60}
{{- end }}

{{/* Seconds from KEDA's last answer to its fallback, at most: one failed question more than the threshold and the time
     since that answer, each with the 6 s of two attempts that time out. Input: root. */}}
{{- define "sqlagent.blindSeconds" -}}
{{- $keda := .Values.autoscaling.keda }}
{{- mul (add $keda.fallback.failureThreshold 2) (add $keda.pollingInterval 6) }}
{{- end }}

{{/* The backlog of a queue in PromQL: of one series or several, should two exporters be scraped during a rollout, the
     larger. No `or vector(0)`: without an answer KEDA must go by its fallback. Input: dict root, queue. */}}
{{- define "sqlagent.backlogQuery" -}}
max(sqlagent_queue_backlog{namespace={{ .root.Release.Namespace | quote }},service={{ printf "%s-exporter" .root.Release.Name | quote }},queue={{ .queue | quote }}})
{{- end }}
