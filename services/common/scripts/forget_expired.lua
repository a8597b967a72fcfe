-- Forget ids of a tenant's tasks whose records have expired.
-- ARGV: tenant, how many ids to look at, how many of the newest to pass over ('' to look at any)
-- Returns how many were looked at, and how many of them are forgotten.
local tenant, most, offset = unpack(ARGV)
local index = PREFIX .. 'tenant:' .. tenant .. ':tasks'
local ids
if offset == '' then
  ids = redis.call('ZRANDMEMBER', index, most)
else
  ids = redis.call('ZREVRANGE', index, offset, digits(offset + most - 1))
end
return {#ids, forget_expired(tenant, ids)}
