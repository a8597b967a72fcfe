"""Verbs that say no more than the header or the value beside them: passed over where nothing else reads them.

General English only: no entry may name a table, a value or a header of any data set.
"""

_VERBS = """
    suffer suffers suffering suffered suffer_from suffering_from suffers_from treat treated treats
    admitted admit attended attend attends visited visit visits studied study studies graduated drafted
    picked selected chosen finished finish finishes competed compete represented represent represents
    drove drive drives driven rode ride sang sing sung wrote written write starred starring built build
    opened opens closed closes aired air airs broadcast launched founded established elected appointed
    retired died die dies lost lose loses beat beats defeated faced meet met hosted hosts attained
    achieved achieve obtained obtain gained gain ranked ranks rated charted peaked weigh weighs weighed
    measure measures measured lasted lasts began begun ended takes took put said mentioned noted
    displayed specified stated used_for being_used having_been be_found be_seen can_be_found known_for
    responsible responsible_for in_charge_of consist consists composed equipped powered manufactured
    designed operated operate operates served serve serves transferred moved came_from went_to attached
    linked tied credited awarded nominated stay stayed stays staying diagnosed diagnosed_with
    enrolled_in contributed owned_by hired_by located situated found lie lies belong belongs belonging
    come comes exist exists there listed live lives living based placed work works working worked made
    make makes making happen happened happens took_place take_place held occur occurred sold sell sells
    went_out
    bought buy ordered recorded given used taken done received receive gave gives earned earn own owns
    owned contain include includes including included play played placed_on appear appears appeared go
    went did_we_have we_have registered made_in being_made shown reported produced published released
    issued shipped paid hired led employed enrolled teach teaches taught scored score scores win won wins
    get gets got run runs running flow flows flowing pass passes passing cross crosses crossing traverse
    traverses stand stands belonged lived came comes_from born signed_up sign_up joined created added
    started spent spend cost costs bring brought placed_by made_by bought_by sold_by done_by associated
    associated_with corresponding corresponding_to corresponds_to related_to relating_to attributed
    featured features featuring involving assigned listed_for listed_as listed_under happening
    taking_place known considered described indicated worth completed completes submitted delivered
    requested purchased purchase purchases passed brought_in generated generate booked manage manages
    managed file files filed log logs logged handle handles handled process processes processed supply
    supplies supplied provide provides provided perform performs performed raise raises raised send
    sends sent carry carries carried offer offers offered charge charges charged employ employs speak
    speaks know knows use uses collected looks_after look_after looked_after looking_after sitting_on
    sit_on sits_on ran_up run_up racked_up become becomes became drew loaded loaded_on moves oversee
    oversees supervise supervises received_from came_out come_out comes_out come_in came_in came_through
    come_through obtained_from brings brings_in bring_in bringing_in generates generating receives
    receiving collects collecting account_for accounts_for accounted_for take_in takes_in took_in
    take_care_of takes_care_of runs_up rack_up racks_up have_got has_got attract attracts attracted
    pull_in pulls_in pulled_in paid_out pays_out carried_out handed_out given_out seen joined_us join_us
    joins_us turn_up turned_up came_into come_into take hold holds keep keeps kept fit fits want wants
    wanted choose choose_from pick pick_from pay pays paying ask asks asked need needs needed suit suits
    lend lends lent select_from go_back_to goes_back_to went_back_to date_back_to dates_back_to dated_back_to
    date_from dates_from dated_from came_out_of come_out_of comes_out_of dropped_out pulled_out been_with
    got_picked got_taken got_chosen presented present presents posted authored uploaded conducted conducts
    declared declare allocated connected connected_to linked_to assigned_to fly flies flew flown dispensed
    sign signs host arrange arranges arranged submit submits issue issues organise organises organised
    organize organizes organized conduct negotiate negotiated
    went_into goes_into go_into grown grow grows growing
"""
LIGHT = tuple(verb.replace("_", " ") for verb in _VERBS.split())
"""The verbs, and those of several words."""
