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
local index = PREFIX .. 'tenant:' .. tenant .. ':tasks'
redis.call('ZADD', index, now, id)
enqueue(id, kind, queue, step)
-- Each submit looks at a few ids, any of them: so at most a third of those that are kept has expired, whatever lives
-- long, and no call pays for many.
forget_expired(tenant, redis.call('ZRANDMEMBER', index, 4))
return 'ok'
