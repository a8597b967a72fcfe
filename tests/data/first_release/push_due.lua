-- Send the delayed tasks of a queue whose time has come.
-- ARGV: queue, step of a retried task, most in one call
-- Returns how many were sent.
local queue, retried, most = unpack(ARGV)
local due = redis.call('ZRANGEBYSCORE', delayed_key(queue), '-inf', digits(now_ms()), 'LIMIT', 0, most)
local sent = 0
for _, id in ipairs(due) do
  redis.call('ZREM', delayed_key(queue), id)
  local status, kind, step = unpack(redis.call('HMGET', record_key(id), 'status', 'kind', 'step'))
  if status == 'delayed' then
    enqueue(id, kind, queue, math.min(tonumber(step), tonumber(retried)))
    sent = sent + 1
  end
end
return sent
