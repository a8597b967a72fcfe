-- Name the tasks whose lease has lapsed.
-- ARGV: queue, most in one call
return redis.call('ZRANGEBYSCORE', leased_key(ARGV[1]), '-inf', digits(now_ms()), 'LIMIT', 0, ARGV[2])
