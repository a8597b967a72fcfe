-- Put before every script. Key names are those of services/common/keys.py.
local PREFIX = 'sqlagent:'

local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function record_key(id) return PREFIX .. 'task:' .. id end
local function waiting_key(queue, step) return PREFIX .. 'waiting:' .. queue .. ':' .. step end
local function leased_key(queue) return PREFIX .. 'leased:' .. queue end
local function delayed_key(queue) return PREFIX .. 'delayed:' .. queue end

-- The list of one step, as kombu names it with sep ':'.
local function list_key(queue, step)
  if tonumber(step) == 0 then return queue end
  return queue .. ':' .. step
end

-- The slack that a clock may be corrected by without a lease or a delay being called too long.
local SLACK_MS = 1000

-- Numbers as plain digits: Lua would print large ones as 1e+14.
local function digits(number) return string.format('%.0f', number) end

-- Those of a set of ids by time whose time has come, with their times. A time beyond the longest that anything
-- is set ahead is one from before the clock was set back: nobody can say how much of it is left, so it has come.
local function come(key, now, longest, most)
  local found = redis.call('ZRANGEBYSCORE', key, '-inf', digits(now), 'WITHSCORES', 'LIMIT', 0, most)
  local beyond = redis.call('ZRANGEBYSCORE', key, '(' .. digits(now + longest + SLACK_MS), '+inf', 'WITHSCORES',
    'LIMIT', 0, most - #found / 2)
  for _, each in ipairs(beyond) do table.insert(found, each) end
  return found
end

-- Celery's message, protocol 2, as kombu's Redis transport reads it. Ids, names and queues are ours and
-- hold nothing that JSON must escape. The body is not base64: no body_encoding says so. It holds the task's
-- id and no content, so that neither broker nor Flower ever sees a question.
local function message(id, kind, queue, step, seq)
  local copy = redis.call('HINCRBY', record_key(id), 'sends', 1) -- each copy has a delivery tag of its own
  return string.format(
    '{"body":"[[{\\"v\\":1,\\"task_id\\":\\"%s\\"}],{},{\\"callbacks\\":null,\\"errbacks\\":null,\\"chain\\":null,'
    .. '\\"chord\\":null}]","content-encoding":"utf-8","content-type":"application/json","headers":{"lang":"py",'
    .. '"task":"%s","id":"%s","root_id":"%s","parent_id":null,"group":null,"retries":0,"eta":null,"expires":null,'
    .. '"timelimit":[null,null],"argsrepr":"()","kwargsrepr":"{}","origin":"ledger","ignore_result":true,'
    .. '"seq":%s,"sent_at_ms":%s},"properties":{"correlation_id":"%s","reply_to":null,"delivery_mode":2,'
    .. '"delivery_info":{"exchange":"","routing_key":"%s"},"priority":%s,"delivery_tag":"%s:%s"}}',
    id, kind, id, id, digits(seq), digits(now_ms()), id, queue, step, id, copy)
end

-- Upper bounds of the histograms' buckets, in milliseconds; services/common/metrics.py has them in seconds.
local BUCKETS = {10, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 120000, 300000, 600000, 1800000}

-- Count how long something took, in the one bucket that it falls into: the exporter adds the buckets up.
local function observe(name, kind, queue, milliseconds)
  milliseconds = math.max(milliseconds, 0) -- a clock that was set back
  local bucket = 'inf'
  for _, bound in ipairs(BUCKETS) do
    if milliseconds <= bound then
      bucket = bound
      break
    end
  end
  local field = name .. '|' .. kind .. '|' .. queue .. '|'
  redis.call('HINCRBY', PREFIX .. 'durations', field .. bucket, 1)
  redis.call('HINCRBY', PREFIX .. 'durations', field .. 'sum', digits(milliseconds))
end

-- Put an existing record at the back of one step of its queue: a new seq, the waiting set and the message.
local function enqueue(id, kind, queue, step)
  local seq = redis.call('INCR', PREFIX .. 'seq')
  redis.call('HSET', record_key(id), 'status', 'pending', 'step', step, 'seq', seq, 'queued_at', digits(now_ms()))
  redis.call('ZADD', waiting_key(queue, step), seq, id)
  redis.call('LPUSH', list_key(queue, step), message(id, kind, queue, step, seq))
  return seq
end

-- Put the message of a waiting task where it is popped next, under the seq that it has.
local function push_first(id, kind, queue, step, seq)
  redis.call('RPUSH', list_key(queue, step), message(id, kind, queue, step, seq))
end

-- Raise a counter of what seldom happens, for the exporter: 'task|queue' and, where it has one, its reason.
-- The first write is one that Redis never refuses, however full it is.
local function count(name, kind, queue, reason)
  redis.call('ZREM', PREFIX .. 'nothing', '')
  redis.call('HINCRBY', PREFIX .. name, kind .. '|' .. queue .. (reason and '|' .. reason or ''), 1)
end

-- Forget those of a tenant's ids whose records have expired; return how many.
local function forget_expired(tenant, ids)
  local forgotten = 0
  for _, id in ipairs(ids) do
    if redis.call('EXISTS', record_key(id)) == 0 then
      forgotten = forgotten + redis.call('ZREM', PREFIX .. 'tenant:' .. tenant .. ':tasks', id)
    end
  end
  return forgotten
end

-- End a task: out of every set, counted as `counted` (or its state), kept for a while. The caller has checked
-- that it may.
-- The first write is one that Redis never refuses, however full it is.
local function conclude(id, state, code, text, keep, counted)
  local record = record_key(id)
  local queue, step, tenant, kind = unpack(redis.call('HMGET', record, 'queue', 'step', 'tenant', 'kind'))
  redis.call('ZREM', leased_key(queue), id)
  redis.call('ZREM', waiting_key(queue, step), id)
  redis.call('ZREM', delayed_key(queue), id)
  redis.call('SREM', PREFIX .. 'tenant:' .. tenant .. ':open', id)
  redis.call('HDEL', record, 'progress')
  redis.call('HSET', record, 'status', state, 'finished_at', digits(now_ms()))
  if code ~= '' then redis.call('HSET', record, 'error_code', code, 'error', text) end
  redis.call('EXPIRE', record, keep)
  redis.call('HINCRBY', PREFIX .. 'outcomes', kind .. '|' .. queue .. '|' .. (counted or state), 1)
end

-- End a task as cancelled if that was asked for in time; whether it was.
local function end_if_cancelled(id, keep)
  local record = record_key(id)
  local cancel, committing = unpack(redis.call('HMGET', record, 'cancel', 'committing'))
  if not cancel or committing then return false end
  conclude(id, 'cancelled', 'cancelled', 'The task was cancelled.', keep)
  redis.call('HDEL', record, 'payload')
  return true
end
