-- Keep an attempt's lease alive, and tell its progress.
-- ARGV: id, token, lease in milliseconds, progress ('' to leave it)
-- Returns 'ok' or 'lost'. A lapsed lease whose token still stands is renewed.
local id, token, lease, progress = unpack(ARGV)
local record = record_key(id)
local status, holder, queue = unpack(redis.call('HMGET', record, 'status', 'token', 'queue'))
if status ~= 'running' or holder ~= token then return 'lost' end
redis.call('ZREM', leased_key(queue), id)
redis.call('ZADD', leased_key(queue), digits(now_ms() + lease), id)
if progress ~= '' then redis.call('HSET', record, 'progress', progress) end
return 'ok'
