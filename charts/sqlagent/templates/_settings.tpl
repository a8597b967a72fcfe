{{/* The settings that all processes share: every field of services/common/settings.py that is no secret.
     A set of workers overrides those of workerDefaults in its Deployment. Input: root. */}}
{{- define "sqlagent.settings" -}}
{{- $settings := .Values.settings }}
{{- $worker := .Values.workerDefaults }}
SQLAGENT_REDIS_URL: {{ include "sqlagent.redisUrl" . | quote }}
SQLAGENT_STORE_URL: {{ include "sqlagent.storeUrl" . | quote }}
SQLAGENT_TASK_TIMEOUT_SECONDS: {{ include "sqlagent.number" $worker.taskTimeoutSeconds | quote }}
SQLAGENT_TASK_EVENTS: {{ $settings.taskEvents | quote }}
SQLAGENT_RESULT_TTL_SECONDS: {{ include "sqlagent.number" $settings.resultTtlSeconds | quote }}
SQLAGENT_RETRY_FIRST_SECONDS: {{ include "sqlagent.number" $settings.retryFirstSeconds | quote }}
SQLAGENT_WORKER_CONCURRENCY: {{ include "sqlagent.number" $worker.concurrency | quote }}
SQLAGENT_DRAIN_SECONDS: {{ include "sqlagent.number" $worker.drainSeconds | quote }}
SQLAGENT_SANDBOX_MEMORY_BYTES: {{ include "sqlagent.number" $worker.sandboxMemoryBytes | quote }}
SQLAGENT_QUERY_TIMEOUT_SECONDS: {{ include "sqlagent.number" $settings.queryTimeoutSeconds | quote }}
SQLAGENT_TABLE_CACHE_PATH: /var/cache/sqlagent
SQLAGENT_TABLE_CACHE_BYTES: {{ include "sqlagent.number" $settings.tableCacheBytes | quote }}
SQLAGENT_API_HOST: "0.0.0.0"
SQLAGENT_API_PORT: "8001"
SQLAGENT_API_ALLOW_ANONYMOUS: {{ $settings.apiAllowAnonymous | quote }}
SQLAGENT_UPLOAD_MAX_BYTES: {{ include "sqlagent.number" $settings.uploadMaxBytes | quote }}
SQLAGENT_TENANT_MAX_OPEN_TASKS: {{ include "sqlagent.number" $settings.tenantMaxOpenTasks | quote }}
SQLAGENT_TENANT_REQUESTS_PER_MINUTE: {{ include "sqlagent.number" $settings.tenantRequestsPerMinute | quote }}
SQLAGENT_TENANT_MAX_STORED_BYTES: {{ include "sqlagent.number" $settings.tenantMaxStoredBytes | quote }}
SQLAGENT_EXPORTER_HOST: "0.0.0.0"
SQLAGENT_EXPORTER_PORT: "9808"
SQLAGENT_HEARTBEAT_PATH: /tmp/heartbeat
SQLAGENT_EXTRA_QUEUES: {{ include "sqlagent.extraQueues" . | quote }}
SQLAGENT_MODEL_URL: {{ $settings.modelUrl | quote }}
SQLAGENT_MODEL_NAME: {{ $settings.modelName | quote }}
SQLAGENT_MODEL_MODE: {{ $settings.modelMode }}
SQLAGENT_MODEL_TIMEOUT_SECONDS: {{ include "sqlagent.number" $settings.modelTimeoutSeconds | quote }}
SQLAGENT_MODEL_MAX_TOKENS: {{ include "sqlagent.number" $settings.modelMaxTokens | quote }}
SQLAGENT_LOG_LEVEL: {{ $settings.logLevel | quote }}
{{- end }}
