-- End attempts without ending their tasks: a child or a worker was lost, or hands back what it cannot finish.
-- ARGV: 'lost' or 'returned', losses that are the last, keep in seconds, what a dead letter says,
--       a lease in milliseconds, then id and token of each; a token that ends in ':' is the beginning of the one that must stand,
--       and '' stands for any whose lease has lapsed
-- A child that died before its start has no token yet: its task still waits, and its message is pushed again.
-- Returns for each 'returned', 'held', 'dead' (it ended, given up or cancelled) or 'kept'.
local why, most, keep, text, longest = unpack(ARGV)

local function may_release(id, token, status, holder, queue)
  if status ~= 'running' then return false end
  if token == '' then
    local lease = redis.call('ZSCORE', leased_key(queue), id)
    local left = lease and lease - now_ms()
    return left and (left < 0 or left > longest + SLACK_MS)
  end
  if string.sub(token, -1) == ':' then return string.sub(holder, 1, #token) == token end
  return holder == token
end

local function release(id, token)
  local record = record_key(id)
  local status, holder, queue, step, kind, seq =
    unpack(redis.call('HMGET', record, 'status', 'token', 'queue', 'step', 'kind', 'seq'))
  if status == 'pending' and why == 'lost' and string.sub(token, -1) == ':' then
    redis.call('ZREM', PREFIX .. 'nothing', id) -- a first write that Redis never refuses, however full it is
    push_first(id, kind, queue, step, seq)
    return 'returned'
  end
  if not may_release(id, token, status, holder, queue) then return 'kept' end
  if end_if_cancelled(id, keep) then return 'dead' end
  redis.call('ZREM', leased_key(queue), id)
  redis.call('HDEL', record, 'token', 'progress')
  count('released', kind, queue, why)
  local losses = 0
  if why == 'lost' then losses = redis.call('HINCRBY', record, 'losses', 1) end
  if losses >= tonumber(most) then
    conclude(id, 'failed', 'dead_lettered', text, keep)
    count('dead_lettered', kind, queue)
    return 'dead'
  end
  if token == '' then count('sender', 'lapsed', queue) end
  if losses >= 2 then
    redis.call('HSET', record, 'status', 'delayed')
    redis.call('ZADD', delayed_key(queue), digits(now_ms()), id)
    return 'held'
  end
  redis.call('HSET', record, 'status', 'pending')
  redis.call('ZADD', waiting_key(queue, step), seq, id)
  push_first(id, kind, queue, step, seq)
  return 'returned'
end

local answers = {}
for index = 6, #ARGV, 2 do table.insert(answers, release(ARGV[index], ARGV[index + 1])) end
return answers
