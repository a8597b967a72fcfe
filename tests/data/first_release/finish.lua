-- End a task for good; the one place where a result takes effect.
-- ARGV: id, token, state ('succeeded' or 'failed'), result ('' for none), error code, error, keep in seconds,
--       '1' when the token is only the beginning of the one that must stand (a main process for its child)
-- Returns 'ok' (also when repeated) or 'lost'.
local id, token, state, result, code, text, keep, is_prefix = unpack(ARGV)
local record = record_key(id)
local status, holder, queue, tenant, kind =
  unpack(redis.call('HMGET', record, 'status', 'token', 'queue', 'tenant', 'kind'))
if not holder then return 'lost' end
if is_prefix == '1' then holder = string.sub(holder, 1, #token) end
if holder ~= token then return 'lost' end
if status == state then return 'ok' end
if status ~= 'running' then return 'lost' end
redis.call('ZREM', leased_key(queue), id)
redis.call('SREM', PREFIX .. 'tenant:' .. tenant .. ':open', id)
redis.call('HDEL', record, 'progress')
if state == 'succeeded' then redis.call('HDEL', record, 'payload', 'error', 'error_code') end
redis.call('HSET', record, 'status', state, 'finished_at', digits(now_ms()))
if result ~= '' then redis.call('HSET', record, 'result', result) end
if code ~= '' then redis.call('HSET', record, 'error_code', code, 'error', text) end
redis.call('EXPIRE', record, keep)
redis.call('HINCRBY', PREFIX .. 'outcomes', kind .. '|' .. queue .. '|' .. state, 1)
return 'ok'
