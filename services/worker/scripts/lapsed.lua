-- Name the tasks whose lease has lapsed.
-- ARGV: queue, most in one call
-- Returns id, end of the lease in milliseconds, id, …
return redis.call('ZRANGEBYSCORE', leased_key(ARGV[1]), '-inf', digits(now_ms()), 'WITHSCORES', 'LIMIT', 0, ARGV[2])
