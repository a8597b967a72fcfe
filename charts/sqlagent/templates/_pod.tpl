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

{{/* Annotations that start pods again when what they were started with changes. Input: root. Output: YAML. */}}
{{- define "sqlagent.checksums" -}}
checksum/settings: {{ include "sqlagent.settings" . | sha256sum }}
checksum/credentials: {{ include "sqlagent.credentialsChecksum" . }}
{{- end }}

{{/* Where a container of the product gets its settings. Secrets are files, and the variables name them.
     Input: dict root, secrets: a map of variable to key of the credentials. */}}
{{- define "sqlagent.settingsSources" -}}
envFrom:
  - configMapRef: {name: {{ .root.Release.Name }}-settings}
env:
{{- if include "sqlagent.redisPasswordSecret" .root }}
  - {name: SQLAGENT_REDIS_PASSWORD_FILE, value: /etc/sqlagent/secrets/redis-password}
{{- end }}
{{- range $variable, $key := .secrets }}
  - {name: {{ $variable }}_FILE, value: /etc/sqlagent/secrets/{{ $key }}}
{{- end }}
{{- end }}

{{/* volumeMounts of a container of the product. Input: root. */}}
{{- define "sqlagent.commonMounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: secrets, mountPath: /etc/sqlagent/secrets, readOnly: true}
{{- if include "sqlagent.redisCaSecret" . }}
- {name: redis-ca, mountPath: /etc/sqlagent/redis-ca, readOnly: true}
{{- end }}
{{- end }}

{{/* volumes of a pod of the product: of the Secret only the keys that it may know.
     Input: dict root, scratchSize, secrets as above. */}}
{{- define "sqlagent.commonVolumes" -}}
- name: tmp
  emptyDir: {sizeLimit: {{ .scratchSize }}}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- with include "sqlagent.redisPasswordSecret" .root }}
      - secret:
          name: {{ index (splitList " " .) 0 }}
          items: [{key: {{ index (splitList " " .) 1 }}, path: redis-password}]
      {{- end }}
      {{- range $variable, $key := .secrets }}
      - secret:
          name: {{ include "sqlagent.credentialsName" $.root }}
          items: [{key: {{ $key }}, path: {{ $key }}}]
      {{- end }}
{{- with include "sqlagent.redisCaSecret" .root }}
- name: redis-ca
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- end }}
