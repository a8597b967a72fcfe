"""What things do: for each verb, the words by which a header may say the same, and what its rows are called.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.language.words import word_root

_VERBS = """
    sell buy purchase order | sale deal order transaction
    buy purchase order sell | sale purchase order transaction deal
    purchase buy order sell | sale purchase order transaction
    order | order purchase sale
    trade transact | trade transaction
    hire employ recruit join start | employee staff hire
    employ | employee staff worker agent person
    join signup enrol register subscribe create hire since start
    signup register join subscribe enrol create since
    register signup enrol join create | registration enrolment
    subscribe signup start join | subscription
    enrol register join start | enrolment registration course
    enroll register join start | enrolment registration course
    leave quit resign depart terminate exit end
    terminate leave end cancel
    quit leave terminate exit end
    resign leave terminate exit end
    depart leave start
    open raise create submit report found establish start launch
    raise open create submit report file log
    file submit create report open raise
    lodge file submit create report open
    submit create file open
    report open create submit file log
    log create report open
    close resolve complete end finish
    resolve close solve complete
    complete finish close end
    finish complete end close
    solve resolve close
    start begin commence checkin open
    begin start commence checkin
    commence start begin
    end finish expire checkout close
    expire end
    issue bill invoice
    bill issue invoice | invoice bill
    invoice issue bill | invoice bill
    pay settle | payment
    settle pay
    ship dispatch send | shipment delivery
    dispatch ship send
    send ship dispatch
    deliver arrive | delivery shipment
    arrive receive checkin deliver
    receive arrive
    book reserve | booking reservation appointment
    reserve book | reservation booking
    stay | stay booking reservation visit
    visit | visit appointment booking
    attend | attendance visit enrolment registration
    found establish open
    establish found open
    launch release open start
    release launch publish
    treat administer | treatment
    prescribe | prescription treatment
    diagnose | diagnosis
    answer respond
    respond answer
    die decease
    borrow loan lend | loan borrowing
    rent rental lease | rental lease hire
    lease | lease rental
    return | return
    review | review rating
    redeem use | redemption
    apply | application
    admit | admission
    rate | rating review
    claim | claim
    complain complaint | complaint ticket
    call | call
    donate give | donation
    give donate | donation
    contribute donate give | contribution donation
    test | test
    inspect | inspection
    repair | repair service
    teach | lesson course class
    play | match game appearance
    travel | trip journey
    train | training
"""
"""A verb, then the words by which a header may say so, the likeliest first; after a bar what its rows are."""


def _roots(words: str) -> tuple[str, ...]:
    return tuple(map(word_root, words.split()))


_ENTRIES = [
    (_roots(said), _roots(rows))
    for said, _, rows in (line.partition("|") for line in _VERBS.split("\n"))
    if said.strip()
]
SAID_BY = {verb: others for (verb, *others), _ in _ENTRIES}
"""Root of a verb -> the roots of other words for it."""
ROWS_OF = {verb: frozenset(rows) for (verb, *_), rows in _ENTRIES if rows}
"""Root of a verb -> the roots of what its rows may be called."""
_SERVING_WORDS = "employed working work worked serving served serve staff member members customer customers"
SERVING = frozenset(_SERVING_WORDS.split())
"""Words for being with a company or a club, which goes on since the day on which it began."""

_BECOMES = """
    abandon accept adjourn amend appeal approve archive arrest ban bounce breach break bypass cancel
    certify churn collapse complain confirm convict crash damage decline decommission default defect
    defer delay deny deport discharge discontinue dismiss dispute disqualify downgrade dump escalate
    evict expel expire fail fix forfeit fire flag fulfil fulfill halt infect injure inspect insure
    invoice lapse lock obstruct outsource overturn pardon patch pause pend postpone promote quit
    reactivate rebook recall recover recycle redeem refund refuse reinstate reject relegate renew
    repair replace resell reschedule resign resolve restore return revoke sack scrap scratch settle
    spoil steal strike suspend terminate unpaid upgrade vacate verify waive withdraw withdrawn stolen
    broken struck resold audit void
"""
BECOMES = frozenset(word_root(verb) for verb in _BECOMES.split())
"""Verbs for what becomes of some rows: overlooked, they leave rows that nobody asked for."""

OUTCOMES = frozenset(["won", "win", "wins", "lost", "lose", "loses", "beat", "defeated", "drew"])
"""Verbs of what tells some games from others."""
