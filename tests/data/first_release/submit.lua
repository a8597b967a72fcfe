-- Accept a task: record, waiting set and message in one step.
-- ARGV: id, tenant, kind, queue, step, payload, largest number of open tasks (0: no limit)
-- Returns 'ok', 'exists' or 'limit'.
local id, tenant, kind, queue, step, payload, most = unpack(ARGV)
local record = record_key(id)
if redis.call('EXISTS', record) == 1 then return 'exists' end
local open = PREFIX .. 'tenant:' .. tenant .. ':open'
if tonumber(most) > 0 and redis.call('SCARD', open) >= tonumber(most) then return 'limit' end
local now = digits(now_ms())
redis.call('HSET', record, 'tenant', tenant, 'kind', kind, 'queue', queue, 'payload', payload,
  'attempt', 0, 'retries', 0, 'losses', 0, 'created_at', now)
redis.call('SADD', open, id)
redis.call('ZADD', PREFIX .. 'tenant:' .. tenant .. ':tasks', now, id)
enqueue(id, kind, queue, step)
return 'ok'
