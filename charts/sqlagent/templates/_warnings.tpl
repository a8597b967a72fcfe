{{/* What is allowed and risky, as a YAML list of sentences. Input: root. */}}
{{- define "sqlagent.warnings" -}}
{{- if .Values.settings.apiAllowAnonymous }}
- "settings.apiAllowAnonymous: should no key be configured, whoever reaches the API may read and delete everything."
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.tlsSecret) }}
- "ingress.tlsSecret is empty: keys and data cross the network as they are, unless TLS ends before the Ingress."
{{- end }}
{{- if and .Values.flower.enabled .Values.flower.ingress.enabled (not .Values.flower.ingress.tlsSecret) }}
- "flower.ingress.tlsSecret is empty: the login crosses the network as it is, unless TLS ends before the Ingress."
{{- end }}
{{- if not .Values.networkPolicy.enabled }}
- "networkPolicy.enabled is false: every pod of the cluster may try to reach Redis, Flower and metrics."
{{- end }}
{{- if .Values.redisGui.enabled }}
- "redisGui.enabled shows every question and answer in Redis to whoever has Flower's login."
{{- end }}
{{- if and (not .Values.redis.enabled) (hasPrefix "redis://" .Values.externalRedis.url) }}
- "externalRedis.url is without TLS: questions and the password cross the network as they are."
{{- end }}
{{- if and (eq .Values.autoscaling.engine "keda") (not .Values.monitoring.serviceMonitor.enabled) }}
- "autoscaling.engine is keda and monitoring.serviceMonitor.enabled is false: see that Prometheus scrapes the exporter with the labels namespace and service, or nothing scales."
{{- end }}
{{- if not (or .Values.storage.url (eq .Values.storage.volume.accessMode "ReadWriteMany")) }}
- "The store is a ReadWriteOnce volume, so api, workers and Beat run on one node. Beyond one node set storage.url or storage.volume.accessMode."
{{- end }}
{{- end }}
