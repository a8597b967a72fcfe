-- Deliver a task's message once more, as a broker may at any time: a copy is pushed to either end of its list.
-- ARGV: id, '1' for the end that is popped next
local id, is_next = unpack(ARGV)
local kind, queue, step, seq = unpack(redis.call('HMGET', record_key(id), 'kind', 'queue', 'step', 'seq'))
if not kind then return 0 end
local side = is_next == '1' and 'RPUSH' or 'LPUSH'
redis.call(side, list_key(queue, step), message(id, kind, queue, step, tonumber(seq)))
return 1
