{{/* An Ingress to a Service of a component. Input: dict root, component, port (a name), path, values: its section,
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
          - path: {{ .path }}
            pathType: Prefix
            backend:
              service:
                name: {{ .root.Release.Name }}-{{ .component }}
                port: {name: http}
      {{- with .values.host }}
      host: {{ . }}
      {{- end }}
{{- end }}

{{/* What common controllers need so that an upload of the largest size passes and a stream of events may be quiet.
     Each reads its own; Traefik limits neither. Input: root. */}}
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
