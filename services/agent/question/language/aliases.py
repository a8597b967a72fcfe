"""Several names for one and the same thing, of which a cell holds one and a question says another.

General English only: no entry may name a table, a value or a header of any data set.
"""

from services.agent.question.language.demonyms import DEMONYMS, NATIONS

_NAMES = """
    usa, us, united states, united states of america, america, u s a, u s
    uk, united kingdom, great britain, britain, u k
    uae, united arab emirates
    netherlands, the netherlands, holland
    czech republic, czechia
    south korea, republic of korea
    ivory coast, cote d ivoire
    myanmar, burma
    new york, nyc, new york city
    los angeles, l a
    flu, influenza
    diabetes, diabetic
    asthma, asthmatic
    hypertension, high blood pressure
    common cold, cold
    fracture, broken bone
    heart attack, cardiac arrest, myocardial infarction
    cancer, tumour, tumor
    high cholesterol, hypercholesterolemia
    chickenpox, varicella
    measles, rubeola
    lost to follow up, lost, ltfu, lfu
    withdrew, withdrawn
    chose, chosen
    froze, frozen
    took, taken
    broke, broken
    tb, tuberculosis
    pneumonia, lung infection, lung inflammation
    bronchitis, bronchial infection
    anemia, anaemia, anemic, anaemic
    arthritis, arthritic
    epilepsy, epileptic
    allergy, allergic
    depression, depressed
    obesity, obese
    infection, infected
    cat, feline, kitty, kitties, kitten
    dog, canine, doggy, mutt, pooch, hound, pup, puppy
    rabbit, bunny, bunnies
    horse, equine, pony
    cow, cattle, bovine
    pig, swine, hog
    chicken, hen
    lawyer, attorney, solicitor
    doctor, physician, medic
    teacher, instructor, educator
    cook, chef
    waiter, server, waitress
    cleaner, janitor
    programmer, developer, software developer, software engineer, coder
    accountant, bookkeeper
    salesman, salesperson, saleswoman, sales rep, sales representative
    secretary, clerk
    nurse, carer
    policeman, police officer, cop, policewoman
    firefighter, fireman
    trainee, apprentice
    film, movie, motion picture
    soccer, football
    tv, television
    science fiction, sci fi, scifi
    romantic comedy, romcom, rom com
    biography, life story, life stories, memoir
    mystery, whodunit, detective story, crime
    thriller, suspense
    horror, scary
    comedy, funny, comic, humorous
    children, kids, child, kid, youngsters
    poetry, poem, poems, verse
    novel, fiction
    animation, animated, cartoon
    documentary, docu
    romance, romantic, love story
    gasoline, petrol, gas
    electric, ev, evs, electrical
    hybrid, hybrids
    automatic, auto
    manual, stick shift, stick
    station wagon, wagon
    saloon, sedan
    suv, off roader, four by four, 4x4
    truck, lorry
    van, minivan
    coach, bus
    bicycle, bike, cycle
    motorcycle, motorbike
    train, rail, railway
    plane, airplane, aeroplane, aircraft
    ship, vessel
    underground, subway, metro, tube
    grey, gray, silver grey
    red, crimson, scarlet
    golden, gold coloured
    flat, apartment, condo
    house, home
    detached, free standing
    terraced, row house, terrace, townhouse
    studio, bedsit
    starter, appetizer, appetiser, first course, entree
    main, main course, main dish, mains
    dessert, pudding, afters
    drink, beverage
    vegetarian, veggie, meatless, meat free
    beer, ale
    eggplant, aubergine
    zucchini, courgette
    corn, maize
    shrimp, prawn
    cookie, biscuit
    candy, sweets
    trousers, pants
    sneaker, trainer, running shoe
    jumper, sweater, pullover
    cell phone, mobile phone, smartphone, cellphone, mobile
    laptop, notebook
    tv set, television set
    sofa, couch
    rubbish, trash, garbage
    wood, wooden
    wool, woollen, woolen
    metal, metallic
    plastic, plastics
    cancelled, canceled, called off, scrubbed, cancellation, cxl, canx
    completed, complete, finished, done
    ok, successful, succeeded, success
    pending, waiting, outstanding, awaiting
    overdue, late, past due
    active, live
    inactive, dormant
    diverted, diversion, rerouted
    delayed, late, behind schedule
    on time, punctual
    landed, touched down
    approved, accepted, granted
    rejected, declined, denied, turned down, refused
    paid, settled
    unpaid, outstanding, not paid
    full time, fulltime, full timer
    part time, parttime
    permanent, unlimited, open ended
    temporary, temp, fixed term, limited
    freelance, freelancer, self employed, contractor
    married, wed
    divorced, divorcee
    unemployed, jobless, out of work
    retired, pensioner, pensioners, retiree, stepped down, stood down
    scrapped, broken up
    bachelor, bachelors, undergraduate, bsc, ba
    master, masters, graduate, msc, ma
    phd, doctorate, doctoral
    high school, secondary school
    primary school, elementary school, elementary
    kindergarten, nursery school, preschool
    public, state run, publicly run
    private, privately run, privately owned, independent
    math, maths, mathematics
    pe, physical education, gym, sports
    hr, human resources, personnel
    it, information technology, it department
    r d, research, research and development, r and d
    marketing, advertising
    purchasing, procurement
    maintenance, upkeep
    customer service, customer support, support
    goalkeeper, keeper, goalie, goaltender, netminder
    striker, forward, attacker
    defender, defence, defense
    midfielder, midfield
    center, centre
    guard, backcourt
    monday, mon
    tuesday, tue, tues
    wednesday, wed
    thursday, thu, thur, thurs
    friday, fri
    saturday, sat
    sunday, sun
    winter, wintertime
    autumn, fall
    cash, in cash
    credit card, by card, card
    bank transfer, wire transfer, wire, transfer
    small, s sized
    medium, mid sized, medium sized
    large, l sized
    extra large, xl
    north, northern
    south, southern
    east, eastern
    west, western
    win, won, wins, beat, beaten, defeated, winner, take home, took home, taken home
    loss, lost, lose, loses, runner up
    beginner, novice, novices, newcomer, first timer, newbie
    expert, professional, pro
    sledge, sled, sleigh, toboggan
    helmet, headgear, crash helmet
    rainy, wet, raining
    snowy, snowing
    stormy, thunderstorm
    foggy, misty
    cloudy, overcast
    tap, faucet
    stream, brook, creek
    tragedy, tragic
    drama, dramatic
    hip hop, rap
    hiking, trekking
    cycling, biking
    table tennis, ping pong
    violin, fiddle
    surgery, operation
    vaccination, jab, inoculation, immunisation, immunization
    physiotherapy, physio, physical therapy
    migraine, severe headache
    stroke, apoplexy
    mortgage, home loan
    cheque, bank draft
    in progress, ongoing, under way, underway
    on hold, paused, suspended
    scheduled, planned, upcoming
    urgent, pressing
    damaged, broken, defective, faulty
    wardrobe, closet
    fridge, refrigerator
    cooker, stove
    vacuum cleaner, hoover
    spanner, wrench
    torch, flashlight
    rucksack, backpack
    yacht, sailing boat, sailboat
    motorboat, speedboat, powerboat
    taxi, cab
    tram, streetcar
    conference, convention, congress
    concert, gig
    sheep, ewe
    duck, drake
    snake, serpent
    guinea pig, cavy
    deceased, dead
    widowed, widow, widower
    teenager, teen, adolescent
    adult, grown up, grown ups
    baby, infant
    carpenter, joiner
    hairdresser, barber
    vet, veterinarian, veterinary surgeon
    pharmacist, chemist
    captain, skipper
    alps, alpine
    himalaya, himalayas, himalayan
    andes, andean
    caucasus, caucasian
    pyrenees, pyrenean
    carpathians, carpathian
    rocky mountains, rockies
    mediterranean, mediterranean sea
    atlantic, atlantic ocean
    pacific, pacific ocean
    baltic, baltic sea
    purple, violet
    beige, cream
    m, male, males, man, men, boy, boys, guys, gentlemen, gentleman, lads
    f, female, females, woman, women, girl, girls, ladies, lady
"""
ALIASES = tuple(tuple(dict.fromkeys(line.strip().split(", "))) for line in _NAMES.strip().splitlines())
"""Names for one and the same thing, in normal form."""


def _others() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for names in ALIASES:
        for name in names:
            found[name] = (*found.get(name, ()), *(other for other in names if other != name))
    return found


OTHER_NAMES = _others()
"""Name -> the others, among them what and who is of a country: Germany, German."""
_PLACES = {country: (*OTHER_NAMES.get(country, ()), *own) for country, own in NATIONS.items()}
OTHER_NAMES |= _PLACES | {
    name: (country, *(other for other in _PLACES.get(country, ()) if other != name))
    for name, country in DEMONYMS.items()
}

DENIED_BY = {
    "closed": "open", "shut": "open", "failed": "passed", "unsuccessful": "success", "expired": "active",
    "disabled": "enabled", "hidden": "visible", "offline": "online",
}  # fmt: skip
"""Words for what is not so -> the word under which a column of yes and no says that it is."""
