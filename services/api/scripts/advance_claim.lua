-- Go on with a claim, while it is its owner's.
-- ARGV: claim's key, owner, state ('arriving' to renew it, 'sending' once the body is whole, 'released'), digest,
--       lease in milliseconds
-- Returns 'ok' or 'lost'. A released claim is gone, unless its task was recorded all the same.
local claim, owner, state, digest, lease = unpack(ARGV)
local holder, task = unpack(redis.call('HMGET', claim, 'owner', 'task_id'))
if holder ~= owner then return 'lost' end
if state == 'released' then
  if redis.call('EXISTS', record_key(task)) == 0 then redis.call('DEL', claim) end
  return 'ok'
end
redis.call('HSET', claim, 'state', state, 'digest', digest, 'ends_at', digits(now_ms() + lease))
return 'ok'
