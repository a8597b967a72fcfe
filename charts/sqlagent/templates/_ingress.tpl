{{/* An Ingress to a Service of a component: its root and the paths below that it names, and nothing else that the
     process serves. Input: dict root, component, path, below: paths separated by blanks, values: its section,
     annotations: a map that the section's own win over. */}}
{{- define "sqlagent.ingress" -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  {{- include "sqlagent.metadata" . | nindent 2 }}
  {{- with merge (dict) .values.annotations .annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .values.className }}
  ingressClassName: {{ . }}
  {{- end }}
  {{- with .values.tlsSecret }}
  tls:
    - secretName: {{ . }}
      {{- with $.values.host }}
      hosts: [{{ . }}]
      {{- end }}
  {{- end }}
  rules:
    - http:
        paths:
          {{- $path := trimSuffix "/" .path }}
          {{- $backend := printf "{service: {name: %s-%s, port: {name: http}}}" .root.Release.Name .component }}
          - {path: {{ $path }}/, pathType: Exact, backend: {{ $backend }}}
          {{- range splitList " " .below }}
          - {path: {{ $path }}/{{ . }}, pathType: Prefix, backend: {{ $backend }}}
          {{- end }}
      {{- with .values.host }}
      host: {{ . }}
      {{- end }}
{{- end }}

{{/* What the API has for its users. Its /metrics is left out: it is for those of networkPolicy.metricsFrom. */}}
{{- define "sqlagent.apiPaths" -}}
docs openapi.json health files tables queries task-status tasks golden-queries synonyms joins taught ping
{{- end }}

{{/* What Flower shows after a login. Its /metrics, which asks for none, is left out. */}}
{{- define "sqlagent.flowerPaths" -}}
workers worker tasks task broker api static login logout
{{- end }}

{{/* What common controllers need so that an upload of the largest size passes and a stream of events may be quiet.
     Each reads its own. Traefik limits no size, and the 60 s for a body only in its own configuration. Input: root. */}}
{{- define "sqlagent.apiIngressAnnotations" -}}
nginx.ingress.kubernetes.io/proxy-body-size: {{ include "sqlagent.uploadLimit" . | quote }}
nginx.ingress.kubernetes.io/proxy-request-buffering: "off"
nginx.ingress.kubernetes.io/proxy-buffering: "off"
nginx.ingress.kubernetes.io/proxy-read-timeout: "600"
nginx.ingress.kubernetes.io/proxy-send-timeout: "600"
nginx.org/client-max-body-size: {{ include "sqlagent.uploadLimit" . | quote }}
nginx.org/proxy-read-timeout: 600s
nginx.org/proxy-send-timeout: 600s
haproxy.org/timeout-server: 600s
haproxy.org/timeout-client: 600s
alb.ingress.kubernetes.io/load-balancer-attributes: idle_timeout.timeout_seconds=600
{{- end }}

{{/* The largest request body for nginx: the largest file and what a form adds, in MiB. Input: root. */}}
{{- define "sqlagent.uploadLimit" -}}
{{- divf (float64 .Values.settings.uploadMaxBytes) 1048576 | ceil | int64 | add 1 }}m
{{- end }}
