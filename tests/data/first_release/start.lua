-- Begin an attempt, at each delivery of the message.
-- ARGV: id, token, lease in milliseconds
-- Returns {'go', field, value, …} or {'drop', why}. Running under another token is dropped even when the lease
-- lapsed: a copy that kombu restored must not take a healthy worker's task. Only release ends an attempt.
local id, token, lease = unpack(ARGV)
local record = record_key(id)
local state = redis.call('HMGET', record, 'status', 'token', 'queue', 'step')
local status, holder, queue, step = unpack(state)
if not status then return {'drop', 'unknown'} end
if status == 'running' and holder ~= token then return {'drop', 'taken'} end
if status ~= 'pending' and status ~= 'running' then return {'drop', status} end
if status == 'pending' then
  redis.call('ZREM', waiting_key(queue, step), id) -- first: Redis never refuses it, however full it is
  local now = now_ms()
  redis.call('HSET', record, 'status', 'running', 'token', token, 'started_at', digits(now))
  redis.call('HINCRBY', record, 'attempt', 1)
  redis.call('HDEL', record, 'progress')
  redis.call('ZADD', leased_key(queue), digits(now + lease), id)
end
local answer = redis.call('HGETALL', record)
table.insert(answer, 1, 'go')
return answer
