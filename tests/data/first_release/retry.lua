-- Put a failed attempt aside until its next try is due.
-- ARGV: id, token, delay in milliseconds, error code, error
-- Returns 'ok' or 'lost'.
local id, token, delay, code, text = unpack(ARGV)
local record = record_key(id)
local status, holder, queue = unpack(redis.call('HMGET', record, 'status', 'token', 'queue'))
if status ~= 'running' or holder ~= token then return 'lost' end
redis.call('ZREM', leased_key(queue), id)
redis.call('HDEL', record, 'token', 'progress')
redis.call('HINCRBY', record, 'retries', 1)
redis.call('HSET', record, 'status', 'delayed', 'error_code', code, 'error', text)
redis.call('ZADD', delayed_key(queue), digits(now_ms() + delay), id)
return 'ok'
