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

-- Numbers as plain digits: Lua would print large ones as 1e+14.
local function digits(number) return string.format('%.0f', number) end

-- Celery's message, protocol 2, as kombu's Redis transport reads it. Ids, names and queues are ours and
-- hold nothing that JSON must escape. The body is not base64: no body_encoding says so. It holds the task's
-- id and no content, so that neither broker nor Flower ever sees a question.
local function message(id, kind, queue, step, seq)
  return string.format(
    '{"body":"[[{\\"v\\":1,\\"task_id\\":\\"%s\\"}],{},{\\"callbacks\\":null,\\"errbacks\\":null,\\"chain\\":null,'
    .. '\\"chord\\":null}]","content-encoding":"utf-8","content-type":"application/json","headers":{"lang":"py",'
    .. '"task":"%s","id":"%s","root_id":"%s","parent_id":null,"group":null,"retries":0,"eta":null,"expires":null,'
    .. '"timelimit":[null,null],"argsrepr":"()","kwargsrepr":"{}","origin":"ledger","ignore_result":true,'
    .. '"seq":%s,"sent_at_ms":%s},"properties":{"correlation_id":"%s","reply_to":null,"delivery_mode":2,'
    .. '"delivery_info":{"exchange":"","routing_key":"%s"},"priority":%s,"delivery_tag":"%s:%s"}}',
    id, kind, id, id, digits(seq), digits(now_ms()), id, queue, step, id, digits(seq))
end

-- Put an existing record at the back of one step of its queue: a new seq, the waiting set and the message.
local function enqueue(id, kind, queue, step)
  local seq = redis.call('INCR', PREFIX .. 'seq')
  redis.call('HSET', record_key(id), 'status', 'pending', 'step', step, 'seq', seq)
  redis.call('ZADD', waiting_key(queue, step), seq, id)
  redis.call('LPUSH', list_key(queue, step), message(id, kind, queue, step, seq))
  return seq
end
