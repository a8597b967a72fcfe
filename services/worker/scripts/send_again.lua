-- Push the messages of waiting tasks again, the oldest to the end that is popped next.
-- ARGV: queue, step, first back-off and longest in milliseconds, then id and seq of each, oldest first
-- Returns how many were pushed: only those that still wait under that seq and whose back-off is over.
local queue, step, first, longest = unpack(ARGV)
local now, pushed = now_ms(), 0
redis.call('ZREM', PREFIX .. 'nothing', '') -- a first write that Redis never refuses, however full it is
for index = #ARGV - 1, 5, -2 do
  local id, seq = ARGV[index], ARGV[index + 1]
  local record = record_key(id)
  local kind, again, pause = unpack(redis.call('HMGET', record, 'kind', 'again_at', 'again_pause'))
  local waits = tonumber(redis.call('ZSCORE', waiting_key(queue, step), id)) == tonumber(seq)
  if waits and kind and now >= (tonumber(again) or 0) then
    pause = math.min(tonumber(pause) and 2 * tonumber(pause) or tonumber(first), tonumber(longest))
    redis.call('HSET', record, 'again_at', digits(now + pause), 'again_pause', digits(pause))
    push_first(id, kind, queue, step, tonumber(seq))
    count('sender', 'missing', queue)
    pushed = pushed + 1
  end
end
return pushed
