{{/* Where processes of the product get settings and secrets. */}}

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
