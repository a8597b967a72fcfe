{{/* The store: a volume that pods share, or an object store. */}}

{{/* The URL of the store. Input: root. */}}
{{- define "sqlagent.storeUrl" -}}
{{- .Values.storage.url | default "file:///var/lib/sqlagent/store" }}
{{- end }}

{{/* The secrets of a pod that uses the store, as YAML: variable to key. Input: root. */}}
{{- define "sqlagent.storeSecrets" -}}
{{- if and .Values.storage.url (or .Values.credentials.storeOptions .Values.credentials.existingSecret) }}
SQLAGENT_STORE_OPTIONS: store-options
{{- end }}
{{- end }}

{{/* The label by which pods that share the volume find each other. Input: root. */}}
{{- define "sqlagent.storeLabel" -}}
sqlagent/store: {{ .Release.Name }}
{{- end }}

{{/* volumeMounts of a container that uses the store. Input: root. */}}
{{- define "sqlagent.storeMounts" -}}
{{- if not .Values.storage.url }}
- {name: store, mountPath: /var/lib/sqlagent}
{{- end }}
{{- end }}

{{/* volumes of a pod that uses the store. Input: root. */}}
{{- define "sqlagent.storeVolumes" -}}
{{- if not .Values.storage.url }}
- name: store
  persistentVolumeClaim:
    claimName: {{ .Values.storage.volume.existingClaim | default (printf "%s-store" .Release.Name) }}
{{- end }}
{{- end }}

{{/* affinity of a pod that uses the store: all on one node, because a ReadWriteOnce volume is attached to one; and
     there with Redis, if that is possible, so that one node less matters. Input: root. */}}
{{- define "sqlagent.storeAffinity" -}}
{{- if include "sqlagent.isOneNode" . }}
affinity:
  podAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "sqlagent.storeLabel" . | nindent 12 }}
    {{- if .Values.redis.enabled }}
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "sqlagent.selectorLabels" (dict "root" . "component" "redis") | nindent 14 }}
    {{- end }}
{{- end }}
{{- end }}

{{/* Whether all pods that use the store must be on one node. Input: root. */}}
{{- define "sqlagent.isOneNode" -}}
{{- if and (not .Values.storage.url) (eq .Values.storage.volume.accessMode "ReadWriteOnce") }}yes{{ end }}
{{- end }}

{{/* How many pods a drain may take at once. A single one may go too, so that nothing stands in a drain's way; and all,
     where all are on one node: none of them could start elsewhere before the others are gone. Input: root. */}}
{{- define "sqlagent.disruption" -}}
maxUnavailable: {{ if include "sqlagent.isOneNode" . }}100%{{ else }}1{{ end }}
# A pod that is not ready serves nobody: without this one that cannot start would hold up a drain for ever.
unhealthyPodEvictionPolicy: AlwaysAllow
{{- end }}
