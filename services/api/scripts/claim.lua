-- Claim an idempotency key for a request, or tell what an earlier request under it became.
-- ARGV: claim's key, owner, task id, file id, digest of the body ('' while it arrives), lease in milliseconds,
--       keep in seconds
-- Returns {what, task id, file id, digest}; what is 'new', 'arriving', 'unsettled' (perhaps submitted) or
-- 'accepted'.
local claim, owner, task, file, digest, lease, keep = unpack(ARGV)
local state, known_task, known_file, known_digest, ends =
  unpack(redis.call('HMGET', claim, 'state', 'task_id', 'file_id', 'digest', 'ends_at'))
local is_recorded = state and redis.call('EXISTS', record_key(known_task)) == 1
local is_free = not state or (state == 'arriving' and tonumber(ends) <= now_ms())
  or (state == 'settled' and not is_recorded)
if is_free then
  redis.call('DEL', claim)
  redis.call('HSET', claim, 'state', digest == '' and 'arriving' or 'sending', 'owner', owner, 'task_id', task,
    'file_id', file, 'digest', digest, 'ends_at', digits(now_ms() + lease))
  redis.call('EXPIRE', claim, keep)
  return {'new', task, file, digest}
end
if state == 'arriving' then return {'arriving', '', '', ''} end
redis.call('HSET', claim, 'is_shared', 1) -- whoever made it must not take back what we may be told 202 for
return {is_recorded and 'accepted' or 'unsettled', known_task, known_file, known_digest}
