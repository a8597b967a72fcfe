{{/* What the schema cannot say: each failure is one sentence with the keys and the remedy. Input: root. */}}
{{- define "sqlagent.validate" -}}
{{- include "sqlagent.validateNames" . }}
{{- include "sqlagent.validateWorkers" . }}
{{- include "sqlagent.validateStorage" . }}
{{- include "sqlagent.validateRedis" . }}
{{- include "sqlagent.validateFlower" . }}
{{- include "sqlagent.validateModel" . }}
{{- include "sqlagent.validateCluster" . }}
{{- end }}

{{/* Whether a cluster can be asked: `helm template` knows no kinds. Input: root. */}}
{{- define "sqlagent.isLive" -}}
{{- if .Capabilities.APIVersions.Has "apps/v1/Deployment" }}yes{{ end }}
{{- end }}

{{- define "sqlagent.validateNames" -}}
{{- range $name, $_ := .Values.workers }}
{{- $object := printf "%s-worker-%s" $.Release.Name $name }}
{{- if gt (len $object) 63 }}
{{- fail (printf "workers.%s: the name %s has more than 63 characters; shorten the key or the release's name." $name $object) }}
{{- end }}
{{- end }}
{{- if gt (len .Release.Name) 40 }}
{{- fail (printf "The release's name %s has more than 40 characters; choose a shorter one." .Release.Name) }}
{{- end }}
{{- end }}

{{/* What only a cluster can tell. */}}
{{- define "sqlagent.validateCluster" -}}
{{- if include "sqlagent.isLive" . }}
{{- $has := .Capabilities.APIVersions }}
{{- if and (eq .Values.autoscaling.engine "keda") (not ($has.Has "keda.sh/v1alpha1/ScaledObject")) }}
{{- fail "autoscaling.engine is keda, but this cluster has no ScaledObject (keda.sh/v1alpha1): install KEDA first, or set the engine to hpa or none." }}
{{- end }}
{{- range $key, $kind := dict "serviceMonitor" "ServiceMonitor" "podMonitor" "PodMonitor" "prometheusRule" "PrometheusRule" }}
{{- if and (get $.Values.monitoring $key).enabled (not ($has.Has (printf "monitoring.coreos.com/v1/%s" $kind))) }}
{{- fail (printf "monitoring.%s.enabled is true, but this cluster has no %s (monitoring.coreos.com/v1): install the Prometheus operator first, or set it to false." $key $kind) }}
{{- end }}
{{- end }}
{{- range $key, $secret := dict "credentials.existingSecret" .Values.credentials.existingSecret
    "externalRedis.existingSecret" .Values.externalRedis.existingSecret "externalRedis.caSecret" .Values.externalRedis.caSecret
    "redis.tlsSecret" .Values.redis.tlsSecret }}
{{- if and $secret (not (lookup "v1" "Secret" $.Release.Namespace $secret)) }}
{{- fail (printf "%s: there is no Secret %s in the namespace %s; create it first." $key $secret $.Release.Namespace) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
