-- End a task for good; the one place where a result takes effect.
-- ARGV: id, token, state ('succeeded' or 'failed'), result ('' for none), error code, error, keep in seconds,
--       '1' when the token is only the beginning of the one that must stand (a main process for its child),
--       what the end is counted as: the state, or 'refused' for a failure that is the user's to mend
-- Returns 'ok' (also when repeated), 'lost', or 'cancelled': a cancel that came before the end wins.
local id, token, state, result, code, text, keep, is_prefix, counted = unpack(ARGV)
local record = record_key(id)
local status, holder, kind, queue, started_at =
  unpack(redis.call('HMGET', record, 'status', 'token', 'kind', 'queue', 'started_at'))
if not holder then return 'lost' end
if is_prefix == '1' then holder = string.sub(holder, 1, #token) end
if holder ~= token then return 'lost' end
if status == state then return 'ok' end
if status ~= 'running' then return 'lost' end
if state == 'succeeded' and end_if_cancelled(id, keep) then return 'cancelled' end
conclude(id, state, code, text, keep, counted)
observe('runtime', kind, queue, now_ms() - started_at)
if state == 'succeeded' then redis.call('HDEL', record, 'error', 'error_code') end
if state ~= 'failed' then redis.call('HDEL', record, 'payload') end
if result ~= '' then redis.call('HSET', record, 'result', result) end
return 'ok'
