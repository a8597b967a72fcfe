{{/* Credentials: from an existing Secret, else given, else kept from the last release, else random. */}}

{{/* Name of the Secret that pods mount. Input: root. */}}
{{- define "sqlagent.credentialsName" -}}
{{- .Values.credentials.existingSecret | default (printf "%s-credentials" .Release.Name) }}
{{- end }}

{{/* The content of the chart's own Secret, as YAML, not yet in base64. Made once in each rendering, because what is
     random would differ the second time. Input: root. */}}
{{- define "sqlagent.credentials" -}}
{{- if not (hasKey .Values "_credentials") }}
{{- $_ := set .Values "_credentials" (include "sqlagent.makeCredentials" . | fromYaml) }}
{{- end }}
{{- toYaml .Values._credentials }}
{{- end }}

{{- define "sqlagent.makeCredentials" -}}
{{- $given := .Values.credentials }}
{{- $kept := dict }}
{{- range $key, $value := (lookup "v1" "Secret" .Release.Namespace (include "sqlagent.credentialsName" .)).data }}
{{- $_ := set $kept $key (b64dec $value) }}
{{- end }}
{{- $made := dict }}
{{- if or .Values.redis.enabled $given.redisPassword }}
{{- $_ := set $made "redis-password" ($given.redisPassword | default (get $kept "redis-password") | default (randAlphaNum 32)) }}
{{- end }}
{{- $login := printf "admin:%s" (randAlphaNum 24) }}
{{- $_ := set $made "flower-basic-auth" ($given.flowerBasicAuth | default (get $kept "flower-basic-auth") | default $login) }}
{{- if $given.apiKeyHashes }}
{{- $_ := set $made "api-key-hashes" $given.apiKeyHashes }}
{{- else }}
{{- $key := get $kept "api-key" | default (printf "sqla_%s" (randAlphaNum 43)) }}
{{- $_ := set $made "api-key" $key }}
{{- $_ := set $made "api-key-hashes" (printf "default %s" (sha256sum $key)) }}
{{- end }}
{{- if .Values.settings.modelUrl }}
{{- $_ := set $made "model-api-key" ($given.modelApiKey | default (get $kept "model-api-key")) }}
{{- end }}
{{- if $given.storeOptions }}
{{- $_ := set $made "store-options" $given.storeOptions }}
{{- end }}
{{- toYaml $made }}
{{- end }}

{{/* An annotation's value that changes when the credentials do, so that pods start again with the new ones. What an
     existing Secret holds is its owner's: a change of it needs `kubectl rollout restart`. Input: root. */}}
{{- define "sqlagent.credentialsChecksum" -}}
{{- if .Values.credentials.existingSecret }}
{{- sha256sum .Values.credentials.existingSecret }}
{{- else }}
{{- include "sqlagent.credentials" . | sha256sum }}
{{- end }}
{{- end }}
