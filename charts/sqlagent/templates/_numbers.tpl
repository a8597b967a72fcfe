{{/* Numbers: Helm reads them all as floats and would print large ones as 2.1e+09. */}}

{{/* A number as it is written: 300, 0.5. Input: the number. */}}
{{- define "sqlagent.number" -}}
{{- if eq (float64 .) (float64 (int64 .)) }}{{ int64 . }}{{ else }}{{ . }}{{ end }}
{{- end }}

{{/* Bytes of a Kubernetes quantity. Input: 512Mi, 1G, 100. */}}
{{- define "sqlagent.bytes" -}}
{{- $units := dict "" 1 "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000
    "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- $unit := regexFind "[A-Za-z]*$" (toString .) }}
{{- mulf (float64 (trimSuffix $unit (toString .))) (get $units $unit) | int64 }}
{{- end }}

{{/* Bytes as people read them: MiB, rounded up. Input: bytes. */}}
{{- define "sqlagent.mebibytes" -}}
{{- divf (float64 .) 1048576 | ceil | int64 }}Mi
{{- end }}
