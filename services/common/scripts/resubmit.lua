-- Send a failed task again under its own id, as if nothing had been lost or tried. Only the number of its starts
-- goes on: it names folders in the store, and what an earlier start wrote must not be mixed with a later one's.
-- ARGV: id, tenant, largest number of open tasks (0: no limit)
-- Returns 'unknown', 'not_failed', 'limit' or 'ok'.
local id, tenant, most = unpack(ARGV)
local record = record_key(id)
local status, owner, kind, queue, step, payload =
  unpack(redis.call('HMGET', record, 'status', 'tenant', 'kind', 'queue', 'step', 'payload'))
if not status or owner ~= tenant then return 'unknown' end
if status ~= 'failed' or not payload then return 'not_failed' end
local open = PREFIX .. 'tenant:' .. tenant .. ':open'
if tonumber(most) > 0 and redis.call('SCARD', open) >= tonumber(most) then return 'limit' end
redis.call('PERSIST', record)
redis.call('HDEL', record, 'token', 'error', 'error_code', 'finished_at', 'again_at', 'again_pause', 'cancel',
  'committing')
redis.call('HSET', record, 'losses', 0, 'retries', 0)
redis.call('SADD', open, id)
enqueue(id, kind, queue, step)
return 'ok'
