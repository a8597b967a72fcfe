{{/* Where processes of the product get settings and secrets. */}}

{{/* Annotations that start pods again when what they were started with changes. Input: root. Output: YAML. */}}
{{- define "sqlagent.checksums" -}}
checksum/settings: {{ include "sqlagent.settings" . | sha256sum }}
checksum/credentials: {{ include "sqlagent.credentialsChecksum" . }}
{{- end }}

{{/* Where a container of the product gets its settings. Secrets are files, and the variables name them.
     Input: dict root, secrets: a map of variable to key of the credentials, and own: a map of settings that are this
     container's own. */}}
{{- define "sqlagent.settingsSources" -}}
{{- $variables := .own | default dict }}
{{- if include "sqlagent.redisPasswordSecret" .root }}
{{- $_ := set $variables "SQLAGENT_REDIS_PASSWORD_FILE" "/etc/sqlagent/secrets/redis-password" }}
{{- end }}
{{- range $variable, $key := .secrets }}
{{- $_ := set $variables (printf "%s_FILE" $variable) (printf "/etc/sqlagent/secrets/%s" $key) }}
{{- end }}
envFrom:
  - configMapRef: {name: {{ .root.Release.Name }}-settings}
{{- with $variables }}
env:
  {{- range $variable, $value := . }}
  - {name: {{ $variable }}, value: {{ $value | quote }}}
  {{- end }}
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
{{- $keys := dict }}
{{- with include "sqlagent.redisPasswordSecret" .root }}
{{- $_ := set $keys "redis-password" (splitList " " .) }}
{{- end }}
{{- range $variable, $key := .secrets }}
{{- $_ := set $keys $key (list (include "sqlagent.credentialsName" $.root) $key) }}
{{- end }}
- name: secrets
  {{- if $keys }}
  projected:
    defaultMode: 0440
    sources:
      {{- range $file, $secret := $keys }}
      - secret: {name: {{ index $secret 0 }}, items: [{key: {{ index $secret 1 }}, path: {{ $file }}}]}
      {{- end }}
  {{- else }}
  emptyDir: {sizeLimit: 1Mi}
  {{- end }}
{{- with include "sqlagent.redisCaSecret" .root }}
- name: redis-ca
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- end }}
