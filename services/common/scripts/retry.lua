-- Put a failed attempt aside until its next try is due.
-- ARGV: id, token, delay in milliseconds, error code, error, keep in seconds
-- Returns 'ok', 'lost' or 'cancelled'.
local id, token, delay, code, text, keep = unpack(ARGV)
local record = record_key(id)
local status, holder, queue, kind = unpack(redis.call('HMGET', record, 'status', 'token', 'queue', 'kind'))
if status ~= 'running' or holder ~= token then return 'lost' end
if end_if_cancelled(id, keep) then return 'cancelled' end
redis.call('ZREM', leased_key(queue), id)
redis.call('HDEL', record, 'token', 'progress')
-- The attempt tells itself that its write failed, so a cancel is in time again. Whether that of a lost one did, nobody
-- knows: its mark stays.
if redis.call('HGET', record, 'committing') == token then redis.call('HDEL', record, 'committing') end
redis.call('HINCRBY', record, 'retries', 1)
redis.call('HSET', record, 'status', 'delayed', 'error_code', code, 'error', text)
redis.call('ZADD', delayed_key(queue), digits(now_ms() + delay), id)
count('retries', kind, queue)
return 'ok'
