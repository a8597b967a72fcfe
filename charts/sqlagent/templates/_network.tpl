{{/* NetworkPolicies. Each names its peers; what no policy names is denied. */}}

{{/* Peers that are components of this release. Input: dict root, components: a list. */}}
{{- define "sqlagent.peers" -}}
{{- range .components }}
- podSelector:
    matchLabels:
      {{- include "sqlagent.selectorLabels" (dict "root" $.root "component" .) | nindent 6 }}
{{- end }}
{{- end }}

{{/* Egress rules: names, Redis, the object store and the language model where there is one.
     Input: dict root, and whether they are used: store, model. */}}
{{- define "sqlagent.egress" -}}
{{- $root := .root }}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
  ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- if $root.Values.redis.enabled }}
- to:
    {{- include "sqlagent.peers" (dict "root" $root "components" (list "redis")) | nindent 4 }}
  ports:
    - {port: 6379}
{{- else }}
- to:
    {{- toYaml $root.Values.networkPolicy.externalTo | nindent 4 }}
  ports:
    - {port: {{ include "sqlagent.externalRedisPort" $root }}}
{{- end }}
{{- if and .store $root.Values.storage.url }}
- to:
    {{- toYaml $root.Values.networkPolicy.externalTo | nindent 4 }}
  ports:
    - {port: {{ include "sqlagent.storePort" $root }}}
{{- end }}
{{- if .model }}
- to:
    {{- toYaml $root.Values.networkPolicy.externalTo | nindent 4 }}
  ports:
    - {port: {{ include "sqlagent.urlPort" $root.Values.settings.modelUrl }}}
{{- end }}
{{- end }}

{{/* Port of an external Redis. Input: root. */}}
{{- define "sqlagent.externalRedisPort" -}}
{{- regexFind ":[0-9]+(/|$)" .Values.externalRedis.url | trimAll ":/" | default "6379" }}
{{- end }}

{{/* Port of a URL. Input: the URL. */}}
{{- define "sqlagent.urlPort" -}}
{{- $url := urlParse . }}
{{- regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "80" "443" (eq $url.scheme "http")) }}
{{- end }}

{{/* Port of the object store: of the endpoint among its options, where there is one. What an existing Secret holds
     cannot be seen here. Input: root. */}}
{{- define "sqlagent.storePort" -}}
{{- include "sqlagent.urlPort" (regexFind "endpoint(_url)?=\\S+" .Values.credentials.storeOptions | trimPrefix "endpoint" | trimPrefix "_url" | trimPrefix "=") }}
{{- end }}

{{/* The policy of a component. Input: dict root, component, store: whether it uses it; and where others may reach it
     ingress: the rules, as YAML. For a set of workers also name. */}}
{{- define "sqlagent.policy" }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- if .name }}
  {{- include "sqlagent.workerMetadata" . | nindent 2 }}
  {{- else }}
  {{- include "sqlagent.metadata" . | nindent 2 }}
  {{- end }}
spec:
  podSelector:
    matchLabels:
      {{- include (ternary "sqlagent.workerSelectorLabels" "sqlagent.selectorLabels" (hasKey . "name")) . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- with .ingress }}
  ingress:
    {{- . | nindent 4 }}
  {{- end }}
  {{- if ne .component "redis" }}
  egress:
    {{- include "sqlagent.egress" . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* An ingress rule. Input: dict port, from: a list of peers; empty for anybody. */}}
{{- define "sqlagent.allow" -}}
- ports:
    - {port: {{ .port }}}
  {{- with .from }}
  from:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* Annotations of policies that exist only while `helm test` runs. */}}
{{- define "sqlagent.testPolicyHook" -}}
annotations:
  helm.sh/hook: test
  helm.sh/hook-weight: "-1"
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded,hook-failed
{{- end }}
