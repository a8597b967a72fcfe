{{/* What all pods have in common: nothing that runs as root, writes to its image or speaks to the cluster. */}}

{{/* metadata of a pod. Input: dict root, labels (YAML), and annotations: a map. */}}
{{- define "sqlagent.podMetadata" -}}
labels:
  {{- .labels | nindent 2 }}
  app.kubernetes.io/part-of: sqlagent
  {{- with .root.Values.pod.labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) .annotations .root.Values.pod.annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Fields of every pod. Input: dict root, user: a number that is not 0. */}}
{{- define "sqlagent.podFields" -}}
serviceAccountName: {{ .root.Release.Name }}
automountServiceAccountToken: false
# Without this a Service named <release>-api would set variables that look like our settings.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .user }}
  runAsGroup: {{ .user }}
  fsGroup: {{ .user }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .root.Values.pod.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.pod.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.pod.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/* Pods of a component on several nodes where that is possible. Input: labels that select them, as YAML. */}}
{{- define "sqlagent.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- . | nindent 8 }}
{{- end }}

{{/* securityContext of every container. */}}
{{- define "sqlagent.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/* A probe that fails when a file was not touched for two minutes: `find` runs `false` for an old one, and fails by
     itself when there is none. No shell, no Python, no broker. */}}
{{- define "sqlagent.heartbeatProbes" -}}
startupProbe:
  exec: {command: [test, -e, /tmp/heartbeat]}
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 300
livenessProbe:
  exec: {command: [find, /tmp/heartbeat, "!", -newermt, -120 seconds, -exec, "false", "{}", +]}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
{{- end }}
