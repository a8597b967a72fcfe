-- Go on with a claim, while it is its owner's.
-- ARGV: claim's key, owner, state ('arriving' to renew it, 'sending' once the body is whole, 'released'), digest,
--       lease in milliseconds
-- Returns 'ok', 'lost' or 'kept'. A released claim is gone, unless its task was recorded all the same or another
-- request goes by it.
local claim, owner, state, digest, lease = unpack(ARGV)
local holder, task, is_shared = unpack(redis.call('HMGET', claim, 'owner', 'task_id', 'is_shared'))
if holder ~= owner then return 'lost' end
if state == 'released' then
  if is_shared or redis.call('EXISTS', record_key(task)) == 1 then return 'kept' end
  redis.call('DEL', claim)
  return 'ok'
end
redis.call('HSET', claim, 'state', state, 'digest', digest, 'ends_at', digits(now_ms() + lease))
return 'ok'
